import { gatewayApiTooOld } from '../../../../src/check/rules/gateway/gateway-api-too-old';
import { finder, object } from '../../objects/gateways';

const find = finder(gatewayApiTooOld);
const crd = (name: string, version: string) => object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name, undefined, '')
  .replace(' }', `, annotations: { gateway.networking.k8s.io/bundle-version: ${version} } }`);

describe('a definition of the Gateway API', () => {
  test('is found if it is too old for its kind', () => {
    expect(find(crd('tlsroutes.gateway.networking.k8s.io', 'v1.4.1'))).toEqual([
      'CustomResourceDefinition tlsroutes.gateway.networking.k8s.io metadata.annotations["gateway.networking.k8s.io/bundle-version"]: is of version v1.4.1, and Istio reads it from v1.5.0 on',
    ]);
    expect(find(crd('grpcroutes.gateway.networking.k8s.io', 'v0.9.9'))).toHaveLength(1);
    expect(find(crd('backendtlspolicies.gateway.networking.k8s.io', '1.3.9'))).toHaveLength(1);
    expect(find(crd('tcproutes.gateway.networking.k8s.io', 'v1.5.0-rc.1'))).toHaveLength(1);
  });

  test('is not if it is new enough, of another kind or of no version', () => {
    expect(find(crd('tlsroutes.gateway.networking.k8s.io', 'v1.5.0'), crd('tlsroutes.gateway.networking.k8s.io', 'v1.5.0-dev'), crd('tlsroutes.gateway.networking.k8s.io', 'v2.0.0'))).toEqual([]);
    expect(find(crd('httproutes.gateway.networking.k8s.io', 'v0.5.0'), crd('tlsroutes.gateway.networking.k8s.io', 'main'))).toEqual([]);
    expect(find(object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'tlsroutes.gateway.networking.k8s.io', undefined, ''))).toEqual([]);
  });
});
