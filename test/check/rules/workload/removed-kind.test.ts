import { removedKind } from '../../../../src/check/rules/workload/removed-kind';
import { finder, object } from '../../objects/workloads';

const find = finder(removedKind);

describe('a kind that Istio gave up', () => {
  test('is found as an object and as a definition', () => {
    expect(find([object('authentication.istio.io/v1alpha1', 'Policy', 'default')])).toEqual(['Policy shop/default apiVersion: is of \'authentication.istio.io\', which Istio gave up and does not read']);
    expect(find([object('config.istio.io/v1alpha2', 'rule', 'a'), object('rbac.istio.io/v1alpha1', 'RbacConfig', 'a')])).toHaveLength(2);
    expect(find([object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a', { spec: { group: 'rbac.istio.io' } })])).toHaveLength(1);
  });

  test('is none of those that it has', () => {
    expect(find([object('security.istio.io/v1', 'AuthorizationPolicy', 'a', { spec: {} }), object('v1', 'Service', 'a'), object('constructor/v1', 'A', 'a'),
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a', { spec: { group: 'security.istio.io' } }), object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'b')])).toEqual([]);
  });
});
