import { telemetryTracingIgnored } from '../../../../src/check/rules/telemetry/telemetry-tracing-ignored';
import { found, telemetry } from '../../objects/as-json';

const told = (...tracing: object[]) => found(telemetryTracingIgnored, [telemetry({ tracing })]).map(text => text.replace('Telemetry shop/cart spec.', ''));

describe('traces that are configured twice', () => {
  test('are told', () => {
    expect(told({ providers: [{ name: 'a' }, { name: 'b' }] })).toEqual(['tracing[0].providers[1]: names 2 providers for traces, and only \'a\' is taken']);
    expect(told({ providers: [{}, {}] })[0]).toMatch(/only '' is taken$/);
    expect(told({}, { match: { mode: 'CLIENT' } })).toEqual(['tracing[1]: configures traces in spec.tracing[1], which is laid over spec.tracing[0]']);
    expect(told({ match: { mode: 'SERVER' } }, { match: { mode: 'CLIENT_AND_SERVER' } })).toHaveLength(1);
    expect(told({}, {}, {})).toEqual(['tracing[1]: configures traces in spec.tracing[1], which is laid over spec.tracing[0]',
      'tracing[2]: configures traces in spec.tracing[2], which is laid over spec.tracing[1]']);
  });

  test('may be one for each direction', () => {
    expect(told({ match: { mode: 'SERVER' } }, { match: { mode: 'CLIENT' } })).toEqual([]);
    expect(told({ providers: [{ name: 'a' }] })).toEqual([]);
    expect(told()).toEqual([]);
  });
});
