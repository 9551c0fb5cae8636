import { extensionProviderInvalid } from '../../../../src/check/rules/workload/extension-provider-invalid';
import { finder, object } from '../../objects/workloads';

const find = finder(extensionProviderInvalid);
const providers = (...extensionProviders: unknown[]) => find([object('v1', 'ConfigMap', 'istio', { data: { mesh: JSON.stringify({ extensionProviders }) } }, { namespace: 'istio-system' })])
  .map(text => text.replace('ConfigMap istio-system/istio data.mesh: holds ', ''));
const AUTHZ = { service: 'authz.shop.svc.cluster.local', port: 9000 };

describe('an extension provider', () => {
  test('lacks its address', () => {
    expect(providers({ name: 'a', envoyExtAuthzGrpc: {} })).toEqual(['extension provider \'a\' without \'envoyExtAuthzGrpc.service\'', 'extension provider \'a\' without \'envoyExtAuthzGrpc.port\'']);
    expect(providers({ name: 'a', zipkin: { ...AUTHZ, service: '' } })).toEqual(['extension provider \'a\' without \'zipkin.service\'']);
    expect(providers({ name: 'a', zipkin: { ...AUTHZ, port: 70000 } })).toEqual(['extension provider \'a\' with port 70000 in \'zipkin.port\', which is none']);
    expect(providers({ name: 'a', zipkin: { ...AUTHZ, port: 0 } })).toHaveLength(1);
  });

  test('has a path that is none', () => {
    expect(providers({ name: 'a', envoyExtAuthzHttp: { ...AUTHZ, pathPrefix: 'check' } })).toEqual(['extension provider \'a\' with \'check\' in \'envoyExtAuthzHttp.pathPrefix\', which must begin with \'/\'']);
  });

  test('has no name, or the name of another one', () => {
    expect(providers({ prometheus: {} }, { name: '' })).toEqual([
      'extension provider 1 without a name, which nothing can refer to', 'extension provider 2 without a name, which nothing can refer to',
    ]);
    expect(providers({ name: 'a', prometheus: {} }, { name: 'a', zipkin: AUTHZ })).toEqual(['two extension providers with the name \'a\', of which one is used']);
  });

  test('is nothing, or two things', () => {
    expect(providers({ name: 'a' })).toEqual(['extension provider \'a\' that does not say what it is, as envoyExtAuthzGrpc or opentelemetry']);
    expect(providers({ name: 'a', prometheus: {}, zipkin: AUTHZ })).toEqual(['extension provider \'a\' that is \'prometheus\' and \'zipkin\' at once']);
  });

  test('is fine', () => {
    expect(providers({ name: 'a', zipkin: AUTHZ }, { name: 'b', envoyExtAuthzHttp: { ...AUTHZ, port: '9000', pathPrefix: '/check' } }, { name: 'c', prometheus: {} },
      { name: 'd', envoyFileAccessLog: { path: '/dev/stdout' } }, { name: 'e', zipkin: { ...AUTHZ, port: 65535 } }, { name: 'f', zipkin: { ...AUTHZ, port: 1 } })).toEqual([]);
  });
});
