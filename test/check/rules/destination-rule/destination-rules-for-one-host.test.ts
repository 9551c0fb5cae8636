import { destinationRulesForOneHost } from '../../../../src/check/rules/destination-rule/destination-rules-for-one-host';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const POLICY = 'trafficPolicy: { loadBalancer: { simple: RANDOM } }';
const subsets = (...names: string[]) => `subsets: [${names.map(name => `{ name: ${name} }`).join(', ')}]`;
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [destinationRulesForOneHost]);
const rule = (name: string, spec: string, more = {}) => destinationRule(spec, { name, ...more });

describe('two DestinationRules for a host', () => {
  test('lose the policy of the younger one', () => {
    expect(find(rule('b', POLICY), rule('a', POLICY, { host: 'reviews' }))).toEqual([
      'destination-rules-for-one-host: DestinationRule shop/b spec.trafficPolicy: has a trafficPolicy for \'reviews.shop.svc.cluster.local\', as DestinationRule \'shop/a\' has, and '
      + 'only the older one counts',
    ]);
    const created = (day: number) => ({ metadata: `, creationTimestamp: "2026-01-0${day}T00:00:00Z"` });
    expect(find(rule('b', POLICY, created(1)), rule('a', POLICY, created(2)))).toEqual([expect.stringContaining('DestinationRule shop/a spec')]);
  });

  test('lose subsets that both define', () => {
    expect(find(rule('a', subsets('v1', 'v2')), rule('b', subsets('v2', 'v3', 'v1')))).toEqual([
      'destination-rules-for-one-host: DestinationRule shop/b spec.subsets: defines subset \'v2\', \'v1\' of \'reviews.shop.svc.cluster.local\', as DestinationRule \'shop/a\' does, and '
      + 'only the older one counts',
    ]);
    // A name twice in one rule is another mistake.
    expect(find(rule('a', subsets('v1', 'v1')))).toEqual([]);
  });

  test('are put together where nothing is lost', () => {
    expect(find(rule('a', subsets('v1')), rule('b', `${POLICY}\n  ${subsets('v2')}`), rule('c', subsets('v3')))).toEqual([]);
  });

  test('are not put together where their exportTo differs, and clients may see both', () => {
    expect(find(rule('a', POLICY), rule('b', `${subsets('v1')}\n  exportTo: [front, shop]`))).toEqual([
      'destination-rules-for-one-host: DestinationRule shop/b spec.exportTo: is for \'reviews.shop.svc.cluster.local\' with another exportTo than DestinationRule \'shop/a\', so that '
      + 'clients that see both take one of them alone',
    ]);
    expect(find(rule('a', `${POLICY}\n  exportTo: [front]`), rule('b', `${POLICY}\n  exportTo: [back]`))).toEqual([]);
    expect(find(rule('a', `${POLICY}\n  exportTo: [front]`), rule('b', `${POLICY}\n  exportTo: [back, front]`))).toHaveLength(1);
    expect(find(rule('a', `${subsets('v1')}\n  exportTo: [front, back]`), rule('b', `${subsets('v2')}\n  exportTo: [back, front]`))).toEqual([]);
  });

  test('are one where the second takes the place of the first', () => {
    expect(find(rule('a', POLICY), rule('a', POLICY))).toEqual([]);
    expect(find(rule('a', subsets('v1')), rule('a', POLICY), rule('b', POLICY))).toHaveLength(1);
  });

  test('are two for other hosts, namespaces and pods', () => {
    expect(find(rule('a', POLICY), rule('b', POLICY, { host: 'cart' }), rule('c', POLICY, { namespace: 'front' }))).toEqual([]);
    const selecting = (name: string, app: string) => rule(name, `${POLICY}\n  workloadSelector: { matchLabels: { app: ${app} } }`);
    expect(find(rule('a', POLICY), selecting('b', 'cart'), selecting('c', 'front'))).toEqual([]);
    expect(find(selecting('b', 'cart'), selecting('c', 'cart'))).toHaveLength(1);
  });
});
