import { jwksFetchUnrestricted } from '../../../../src/check/rules/security/jwks-fetch-unrestricted';
import { found, requestAuthentication, TestObject } from '../../objects/as-json';

const told = (...objects: TestObject[]) => found(jwksFetchUnrestricted, objects);
const tokens = (rule: object = { issuer: 'a' }) => requestAuthentication({ jwtRules: [rule] });
const istiod = (env?: readonly object[], app = 'istiod', kind = 'Deployment'): TestObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'istiod', namespace: 'istio-system', labels: { app } },
  spec: { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'discovery', image: 'a', env }] } } },
});
const NAME = 'BLOCKED_CIDRS_IN_JWKS_URIS';

describe('an istiod that fetches keys', () => {
  test('is told if it does from anywhere', () => {
    expect(told(tokens(), istiod())).toEqual([
      `Deployment istio-system/istiod spec.template.spec.containers: has istiod fetch keys for tokens from any address, without ${NAME}`,
    ]);
    expect([told(tokens({ issuer: 'a', jwks: '' }), istiod()), told(tokens(), istiod([{ name: NAME, value: '' }])), told(tokens(), istiod([{ name: NAME }, { name: 'A', value: 'a' }]))]
      .map(list => list.length)).toEqual([1, 1, 1]);
  });

  test('is not told if it is restricted, if nobody asks for keys, nor of others', () => {
    expect([
      told(tokens(), istiod([{ name: 'A', value: 'a' }, { name: NAME, value: '10.0.0.0/8' }])), told(tokens(), istiod([{ name: NAME, valueFrom: {} }])), told(istiod()),
      told(tokens({ issuer: 'a', jwks: '{}' }), istiod()), told(requestAuthentication({}), istiod()), told(tokens(), istiod([], 'other')), told(tokens(), istiod([], 'istiod', 'StatefulSet')), told(tokens()),
    ].flat()).toEqual([]);
  });
});
