import { telemetryProvider } from '../../../../src/check/rules/telemetry/telemetry-provider';
import { found, telemetry } from '../../objects/as-json';

const MESH = { meshConfig: { extensionProviders: [{ name: 'otel', opentelemetry: {} }, { name: 'Loki', envoyOtelAls: {} }, { name: 'OTEL', zipkin: {} }, { name: 'nothing' }] } };
const told = (spec: object, options: object = MESH) => found(telemetryProvider, [telemetry(spec)], options).map(text => text.replace('Telemetry shop/cart spec.', ''));
const naming = (...names: string[]) => [{ providers: names.map(name => ({ name })) }];

describe('a provider that a Telemetry names', () => {
  test('is told if the mesh does not have it', () => {
    expect(told({ tracing: naming('otel', 'oetl') })).toEqual([
      'tracing[0].providers[1].name: names provider \'oetl\' for traces, which the mesh does not have; it has \'otel\', \'OTEL\'',
    ]);
    expect(told({ metrics: naming('none') })).toEqual(['metrics[0].providers[0].name: names provider \'none\' for metrics, which the mesh does not have; it has \'prometheus\'']);
    expect(told({ accessLogging: naming('none') })[0]).toMatch(/for access logs, which the mesh does not have; it has 'envoy', 'Loki'$/);
    expect(told({ tracing: naming('a') }, { meshConfig: { rootNamespace: 'a' } })[0]).toMatch(/which the mesh does not have$/);
  });

  test('is told if it cannot do it', () => {
    expect(told({ tracing: naming('loki') })).toEqual(['tracing[0].providers[0].name: names provider \'loki\' for traces, which is \'envoyOtelAls\' and takes none']);
    expect(told({ metrics: naming('otel') })).toHaveLength(1);
    expect(told({ accessLogging: naming('prometheus') })).toHaveLength(1);
  });

  test('is found whatever its case, among those that every mesh has too', () => {
    expect(told({ tracing: naming('OTel'), metrics: naming('prometheus'), accessLogging: naming('envoy', 'loki') })).toEqual([]);
    expect(told({ tracing: naming('nothing', ''), metrics: [{}], accessLogging: [{ providers: [{}] }] })).toEqual([]);
    expect(told({ tracing: naming('none') }, {})).toEqual([]);
  });

  test('may have another type than the mesh would give it', () => {
    expect(told({ accessLogging: naming('envoy') }, { meshConfig: { extensionProviders: [{ name: 'envoy', zipkin: {} }] } })).toHaveLength(1);
  });
});
