import { telemetryLightstep } from '../../../../src/check/rules/telemetry/telemetry-lightstep';
import { found, telemetry } from '../../objects/as-json';

const MESH = { meshConfig: { extensionProviders: [{ name: 'Traces', lightstep: {} }, { name: 'otel', opentelemetry: {} }] } };
const sending = (...names: string[]) => telemetry({ tracing: [{}, { providers: names.map(name => ({ name })) }] });

test('traces to Lightstep are told, and no others', () => {
  expect(found(telemetryLightstep, [sending('otel', 'traces')], MESH)).toEqual([
    'Telemetry shop/cart spec.tracing[1].providers[1].name: sends traces to provider \'traces\', which is of type \'lightstep\'',
  ]);
  expect(found(telemetryLightstep, [sending('otel'), telemetry({})], MESH)).toEqual([]);
  expect(found(telemetryLightstep, [sending('lightstep')])).toEqual([]);
});
