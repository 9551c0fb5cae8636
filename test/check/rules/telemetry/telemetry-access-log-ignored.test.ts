import { telemetryAccessLogIgnored } from '../../../../src/check/rules/telemetry/telemetry-access-log-ignored';
import { found, telemetry, TestObject } from '../../objects/as-json';

const MESH = { meshConfig: { rootNamespace: 'istio-system' } };
const log = (...accessLogging: object[]) => telemetry({ accessLogging });
const NAMED = { providers: [{ name: 'envoy' }] };
const FILTER = { filter: { expression: 'response.code >= 400' } };
const told = (objects: TestObject[], options?: object) => found(telemetryAccessLogIgnored, objects, options).map(text => text.replace('Telemetry shop/cart spec.', ''));

describe('an access log without a provider', () => {
  test('is told of its filter', () => {
    expect(told([log(NAMED, FILTER)])).toEqual(['accessLogging[1].filter: has a filter for access logs without a provider, which is ignored']);
    expect(told([log({ ...NAMED, ...FILTER }, { ...FILTER, disabled: true })])).toEqual([]);
  });

  test('is told if nothing names one', () => {
    expect(told([log({})], MESH)).toEqual(['accessLogging[0]: switches access logs on without a provider, and nothing names one for it']);
    expect(told([log({ disabled: false, providers: [] })], MESH)).toHaveLength(1);
    expect(told([log({ disabled: true })], MESH)).toEqual([]);
    expect(told([log({})])).toEqual([]);
    expect(told([log({})], { meshConfig: { defaultProviders: { accessLogging: ['envoy'] } } })).toEqual([]);
    expect(told([log({})], { meshConfig: { defaultProviders: { tracing: ['otel'] } } })).toHaveLength(1);
  });

  test('takes it from entries above, from its namespace and from the mesh', () => {
    expect(told([log(NAMED, {})], MESH)).toEqual([]);
    expect(told([log({}), telemetry({ accessLogging: [NAMED] }, 'all')], MESH)).toEqual([]);
    expect(told([log({}), telemetry({ accessLogging: [NAMED] }, 'all', 'istio-system')], MESH)).toEqual([]);
    expect(told([log({}), telemetry({ accessLogging: [NAMED] }, 'all', 'store'), telemetry({}, 'none', 'istio-system')], MESH)).toHaveLength(1);
  });
});
