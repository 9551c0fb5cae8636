import { readFile } from 'node:fs/promises';
import type { Manifest } from './api.js';
import type { Pod } from './pod.js';

const NAME = 'collector';
const CONFIG = `
receivers:
  otlp:
    protocols:
      grpc: { endpoint: '0.0.0.0:4317' }
      http: { endpoint: '0.0.0.0:4318' }
exporters:
  debug: { verbosity: detailed, use_internal_logger: false }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], exporters: [debug] }
    logs: { receivers: [otlp], exporters: [debug] }
`;

/** A span or a record of a log, as a collector got it. */
export interface Telemetered {
  readonly kind: 'span' | 'log';
  /** What its reporter says of itself. */
  readonly resource: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly trace: string;
  /** Of a span. */
  readonly id?: string;
  /** Of a span; empty at the root of a trace. */
  readonly parent?: string;
  /** Of a log. */
  readonly body?: string;
}

/** A collector of OpenTelemetry in a namespace that has no proxies. */
export function collectorManifests(namespace: string): Manifest[] {
  const labels = { app: NAME };
  const ports = [{ name: 'grpc-otlp', port: 4317 }, { name: 'http-otlp', port: 4318 }];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'istio-injection': 'disabled' } } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace }, data: { 'config.yaml': CONFIG } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: NAME, namespace }, spec: { selector: labels, ports } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: NAME, namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{
              name: NAME,
              image: 'otel/opentelemetry-collector:0.124.0',
              args: ['--config=/etc/otelcol/config.yaml'],
              ports: ports.map(({ name, port }) => ({ name, containerPort: port })),
              readinessProbe: { tcpSocket: { port: 4317 } },
              volumeMounts: [{ name: 'config', mountPath: '/etc/otelcol' }],
            }],
            volumes: [{ name: 'config', configMap: { name: NAME } }],
          },
        },
      },
    },
  ];
}

/** All that a collector got so far. */
export async function collected(pod: Pod): Promise<Telemetered[]> {
  return readDebugOutput(await readFile(pod.container(NAME)!.log, 'utf8'));
}

/** The text of the collector's exporter for people. */
export function readDebugOutput(text: string): Telemetered[] {
  const found: { kind: 'span' | 'log'; resource: Record<string, string>; attributes: Record<string, string>; trace: string; id?: string; parent?: string; body?: string }[] = [];
  let resource: Record<string, string> = {};
  let [last] = found;
  // Where attributes belong to: a span's events have some of their own.
  let attributes: Record<string, string> | undefined;
  for (const line of text.split('\n')) {
    // A name may have a colon, as 'guid:x-request-id' does.
    const [, key, value] = /^ +-> (.+?): (.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      if (attributes) {
        attributes[key] = value.replace(/^\w+\((.*)\)$/, '$1');
      }
      continue;
    }
    attributes = undefined;
    if (/^Resource(Spans|Log) #/.test(line)) {
      resource = {};
    } else if (/^Resource attributes:/.test(line)) {
      attributes = resource;
    } else if (/^(Span|LogRecord) #/.test(line)) {
      last = { kind: line.startsWith('Span') ? 'span' : 'log', resource, attributes: {}, trace: '' };
      found.push(last);
    } else if (/^Attributes:/.test(line) && last) {
      attributes = last.attributes;
    } else if (last) {
      const [, name, of] = /^ *(Trace ID|Parent ID|ID|Body) *: ?(.*)$/.exec(line) ?? [];
      switch (name) {
        case 'Trace ID': last.trace ||= of; break;
        case 'Parent ID': last.parent ??= of; break;
        case 'ID': last.id ??= of; break;
        case 'Body': last.body ??= of.replace(/^\w+\((.*)\)$/, '$1'); break;
      }
    }
  }
  return found;
}
