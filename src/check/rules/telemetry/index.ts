// Written by `npx projen rules:index`.
import { proxyConfigConflict } from './proxy-config-conflict';
import { proxyConfigImageType } from './proxy-config-image-type';
import { telemetryAccessLogIgnored } from './telemetry-access-log-ignored';
import { telemetryConflict } from './telemetry-conflict';
import { telemetryCustomMetric } from './telemetry-custom-metric';
import { telemetryLightstep } from './telemetry-lightstep';
import { telemetryProvider } from './telemetry-provider';
import { telemetryTagWithoutValue } from './telemetry-tag-without-value';
import { telemetryTracingIgnored } from './telemetry-tracing-ignored';
import { wasmPluginChecksum } from './wasm-plugin-checksum';
import { Rule } from '../../rule';

export const TELEMETRY_RULES: readonly Rule[] = [
  proxyConfigConflict,
  proxyConfigImageType,
  telemetryAccessLogIgnored,
  telemetryConflict,
  telemetryCustomMetric,
  telemetryLightstep,
  telemetryProvider,
  telemetryTagWithoutValue,
  telemetryTracingIgnored,
  wasmPluginChecksum,
];
