import { findingsIn } from '../../fixtures';

const found = (yaml: string) => findingsIn(yaml).filter(text => text.includes('Route shop/tcp'));

test('a version is told with the one that all API servers have', () => {
  const route = `
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: { name: tcp, namespace: shop }
spec:
  rules:
    - backendRefs:
        - { name: db, port: 5432 }
`;
  expect(found(route)).toContain('experimental-gateway-api: TCPRoute shop/tcp apiVersion: is of \'gateway.networking.k8s.io/v1alpha2\', which only the experimental channel serves');
  expect(found(route.replace('v1alpha2', 'v1')).filter(text => text.startsWith('experimental'))).toEqual([]);
  expect(found(route.replace('v1alpha2', 'v1alpha1')).map(text => text.split(':')[0])).toEqual(['unserved-version']);
});

test('a field and a value are told, and nothing that is in them', () => {
  const route = (filter: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: tcp, namespace: shop }
spec:
  useDefaultGateways: All
  rules:
    - filters: [${filter}]
`;
  const auth = '{ type: ExternalAuth, externalAuth: { protocol: HTTP, http: {}, backendRef: { name: auth, port: 80 } } }';
  expect(found(route(auth)).filter(text => text.startsWith('experimental')).sort()).toEqual([
    'experimental-gateway-api: HTTPRoute shop/tcp spec.rules[0].filters[0].externalAuth: has externalAuth, which is of the experimental channel alone',
    expect.stringMatching(/^experimental-gateway-api: HTTPRoute shop\/tcp spec\.rules\[0\]\.filters\[0\]\.type: type is "ExternalAuth", but .*, except in the experimental channel$/),
    'experimental-gateway-api: HTTPRoute shop/tcp spec.useDefaultGateways: has useDefaultGateways, which is of the experimental channel alone',
  ]);
  expect(found(route(auth.replace('http: {}', 'grpc: {}'))).map(text => text.split(':')[0])).toContain('broken-constraint');
});
