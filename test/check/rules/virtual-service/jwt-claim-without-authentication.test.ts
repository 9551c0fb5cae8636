import { jwtClaimWithoutAuthentication } from '../../../../src/check/rules/virtual-service/jwt-claim-without-authentication';
import { findingsIn } from '../../fixtures';
import { gateway, service, virtualService } from '../../objects/virtual-services';

const route = virtualService('hosts: [a]\n  gateways: [edge/public]\n  http: [{ match: [{ headers: { "@request.auth.claims.a": {} } }] }]');
const edge = gateway('public', 'edge');
const pod = (namespace = 'istio-system') => `
---
apiVersion: v1
kind: Pod
metadata: { name: public, namespace: ${namespace}, labels: { istio: public } }
`;
const authentication = (namespace: string, spec = '') => `
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: a, namespace: ${namespace} }
spec: { ${spec} }
`;
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [jwtClaimWithoutAuthentication]);

describe('a claim of a token at a gateway', () => {
  test('needs a RequestAuthentication for its pods', () => {
    expect(find(route, edge, pod())).toEqual([
      'jwt-claim-without-authentication: VirtualService shop/reviews spec.http[0].match[0].headers["@request.auth.claims.a"]: matches \'@request.auth.claims.a\', a claim of a token, '
        + 'and no RequestAuthentication holds for Pod \'istio-system/public\' of Gateway \'edge/public\'',
    ]);
    expect(find(route, edge, pod(), authentication('istio-system'))).toEqual([]);
    expect(find(route, edge, pod(), authentication('istio-system', 'selector: { matchLabels: { istio: public } }'))).toEqual([]);
    expect(find(route, edge, pod(), authentication('istio-system', 'selector: { matchLabels: { istio: other } }'))).toHaveLength(1);
    expect(find(route, edge, pod(), authentication('istio-system', 'targetRefs: [{ kind: Gateway, name: public }]'))).toHaveLength(1);
    expect(find(route, edge, pod(), authentication('istio-system', 'targetRef: { kind: Gateway, name: public }'))).toHaveLength(1);
    expect(find(route, edge, pod(), authentication('shop'))).toHaveLength(1);
    expect(find(route, edge, pod('edge'), service('istiod', 'istio-system'))).toHaveLength(1);
    expect(find(route, edge, pod('edge'), authentication('edge'), service('istiod', 'istio-system'))).toEqual([]);
  });

  test('is not said where pods, Gateway or the root namespace were not given', () => {
    expect(find(route, edge)).toEqual([]);
    expect(find(route, pod())).toEqual([]);
    expect(find(route, edge, pod('edge'))).toEqual([]);
    expect(find(route, edge.replace('selector: { istio: public }', 'selector: {}'), pod())).toEqual([]);
    expect(find(route.replace('@request', 'x-request'), edge, pod())).toEqual([]);
    expect(find(route.replace('gateways: [edge/public]', 'gateways: [mesh]'), edge, pod())).toEqual([]);
  });

  test('may be one that is not to be there', () => {
    expect(find(route.replace('headers', 'withoutHeaders'), edge, pod())).toEqual([expect.stringContaining('withoutHeaders["@request.auth.claims.a"]')]);
  });
});
