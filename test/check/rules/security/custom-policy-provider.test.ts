import { customPolicyProvider } from '../../../../src/check/rules/security/custom-policy-provider';
import { authorization, found } from '../../objects/as-json';

const MESH = { meshConfig: { extensionProviders: [{ name: 'opa', envoyExtAuthzGrpc: { port: 9191 } }, { name: 'login', envoyExtAuthzHttp: {} }, { name: 'otel', opentelemetry: {} }] } };
const told = (spec: object, options: object = MESH) => found(customPolicyProvider, [authorization({ rules: [{}], ...spec })], options)
  .map(text => text.replace('AuthorizationPolicy shop/cart spec.', ''));

describe('the provider of a policy', () => {
  test('is told if the mesh does not have it', () => {
    expect(told({ action: 'CUSTOM', provider: { name: 'oap' } })).toEqual(['provider.name: asks provider \'oap\', which the mesh does not have; it has \'opa\', \'login\'']);
    expect(told({ action: 'CUSTOM', provider: { name: 'otel' } })[0]).toMatch(/asks provider 'otel', which is 'opentelemetry' and decides nothing; it has/);
    expect(told({ action: 'CUSTOM', provider: { name: 'opa' } }, { meshConfig: { rootNamespace: 'istio-system' } })).toEqual([
      'provider.name: asks provider \'opa\', which the mesh does not have',
    ]);
  });

  test('may be there, or not be known', () => {
    expect(told({ action: 'CUSTOM', provider: { name: 'opa' } })).toEqual([]);
    expect(told({ action: 'CUSTOM', provider: { name: 'login' } })).toEqual([]);
    expect(told({ action: 'CUSTOM', provider: { name: 'oap' } }, {})).toEqual([]);
    expect(told({ action: 'ALLOW' })).toEqual([]);
  });

  test('belongs to CUSTOM and to it alone', () => {
    expect(told({ action: 'DENY', provider: { name: 'opa' } })).toEqual(['provider: names a provider, which only action \'CUSTOM\' has, and its action is \'DENY\'']);
    expect(told({ provider: {} })[0]).toMatch(/its action is 'ALLOW'$/);
    expect(told({ action: 'CUSTOM' })).toEqual(['provider: has action \'CUSTOM\' and names no provider']);
    expect(told({ action: 'CUSTOM', provider: { name: '' } })).toHaveLength(1);
    expect(told({ action: 'CUSTOM', rules: [] })).toEqual([]);
  });
});
