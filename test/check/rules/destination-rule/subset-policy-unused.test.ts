import { checkMesh } from '../../../../src/check/check-mesh';
import { subsetPolicyUnused } from '../../../../src/check/rules/destination-rule/subset-policy-unused';
import { findingsIn, meshOf } from '../../fixtures';
import { destinationRule, pod, route, service } from '../../objects/meshes';

const RULE = destinationRule('subsets: [{ name: v1, trafficPolicy: { loadBalancer: { simple: RANDOM } } }, { name: v2 }]');
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [subsetPolicyUnused]);

describe('a policy of a subset', () => {
  test('is not used where no route of the host names the subset', () => {
    expect(find(RULE, route('{ destination: { host: reviews, subset: v2 } }'))).toEqual([
      'subset-policy-unused: DestinationRule shop/reviews spec.subsets[0].trafficPolicy: has a policy for subset \'v1\' of \'reviews.shop.svc.cluster.local\', and no route names the '
      + 'subset',
    ]);
    expect(find(RULE, route('{ destination: { host: reviews } }'))).toHaveLength(1);
    expect(find(RULE, route('{ destination: { host: reviews, subset: v1 } }'))).toEqual([]);
  });

  test('is not used where there is no route, and what runs beside it was given', () => {
    expect(find(RULE, service(), pod())).toHaveLength(1);
    expect(find(RULE, service())).toHaveLength(1);
  });

  test('is no warning while routes name other versions, or answer themselves', () => {
    const severities = (...yaml: string[]) => checkMesh(meshOf(yaml.join('')), { rules: [subsetPolicyUnused] }).findings.map(({ severity }) => severity);
    expect(severities(RULE, route('{ destination: { host: reviews, subset: v2 } }'))).toEqual(['info']);
    expect(severities(RULE, route('{ destination: { host: reviews } }'))).toEqual(['warning']);
    expect(severities(RULE, service(), pod())).toEqual(['warning']);
    const answers = route('').replace('http: [{ route: [] }]', 'http: [{ directResponse: { status: 503 } }]');
    expect(severities(RULE, service(), answers)).toEqual(['info']);
  });

  test('may be used by routes that were not given', () => {
    expect(find(RULE)).toEqual([]);
    expect(find(RULE, route('{ destination: { host: cart } }'))).toEqual([]);
    expect(find(RULE, pod())).toEqual([]);
    expect(find(destinationRule('subsets: [{ name: v1, trafficPolicy: {} }]', { namespace: 'front' }), service())).toEqual([]);
    expect(find(destinationRule('subsets: [{ name: v1, trafficPolicy: {} }]', { host: '*.shop.svc.cluster.local' }), service())).toEqual([]);
  });
});
