import { policyNamespaceNotFound } from '../../../../src/check/rules/security/policy-namespace-not-found';
import { authorization, found, namespace, TestObject } from '../../objects/as-json';

const told = (source: object, ...objects: TestObject[]) => found(policyNamespaceNotFound, [
  authorization({ rules: [{ from: [{ source }] }] }), ...objects,
]);
const CLUSTER = [namespace('kube-system', {}), namespace('frontend')];

describe('a namespace that a policy names', () => {
  test('is told if it is nearly another one', () => {
    expect(told({ namespaces: ['frontned'] }, namespace('frontend'))).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].from[0].source.namespaces[0]: names namespace \'frontned\' in namespaces, which is not there; \'frontend\' is',
    ]);
    expect(told({ notNamespaces: ['frontends'] }, namespace('frontend'))).toHaveLength(1);
  });

  test('is told if all namespaces were given', () => {
    expect(told({ namespaces: ['billing'] }, ...CLUSTER)[0]).toMatch(/names namespace 'billing' in namespaces, which is not there$/);
    expect(told({ namespaces: ['b*'] }, ...CLUSTER)).toHaveLength(1);
    expect(told({ namespaces: ['f*nd', '*', 'front*', '*-system', 'shop'] }, ...CLUSTER)).toEqual([]);
    expect(told({ namespaces: ['f.ontend*'] }, ...CLUSTER)).toHaveLength(1);
  });

  test('is not told if it may be there', () => {
    expect(told({ namespaces: ['billing', 'b*', ''] }, namespace('frontend'))).toEqual([]);
    expect(told({ namespaces: ['frontend'] }, namespace('frontend'))).toEqual([]);
    expect(told({ principals: ['frontned'] }, namespace('frontend'))).toEqual([]);
    expect(told({ namespaces: ['frontned'] })).toEqual([]);
  });
});
