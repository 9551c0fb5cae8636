import { checkMesh } from '../../../../src/check/check-mesh';
import { subsetWithoutPods } from '../../../../src/check/rules/destination-rule/subset-without-pods';
import { findingsIn, meshOf } from '../../fixtures';
import { deployment, destinationRule, pod, route, service, serviceEntry, workloadEntry, workloadGroup } from '../../objects/meshes';

const subset = (labels: string, more = {}) => destinationRule(`subsets: [{ name: v1, labels: { ${labels} } }]`, more);
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [subsetWithoutPods]);

describe('a subset that chooses nothing', () => {
  test('is found by the labels of the pods that answer for the host', () => {
    expect(find(service(), pod('reviews', { labels: 'app: reviews, version: v2' }), subset('version: v1'))).toEqual([
      'subset-without-pods: DestinationRule shop/reviews spec.subsets[0].labels: has subset \'v1\' of \'reviews.shop.svc.cluster.local\', and nothing that answers for the host '
      + 'carries \'version=v1\'',
    ]);
    expect(find(service(), deployment('reviews', 1, { labels: 'app: reviews, version: v1' }), subset('version: v1'))).toEqual([]);
    // Pods of others do not count.
    expect(find(service(), pod(), pod('cart', { labels: 'app: cart, version: v1' }), subset('version: v1'))).toHaveLength(1);
    // All of the labels are asked for.
    expect(find(service(), pod('reviews', { labels: 'app: reviews, version: v1' }), subset('version: v1, track: canary'))).toEqual([
      expect.stringContaining('\'version=v1, track=canary\''),
    ]);
  });

  test('is an error where a route names it', () => {
    const severity = (more: string) => checkMesh(meshOf(service() + pod() + subset('version: v1') + more), { rules: [subsetWithoutPods] }).findings.map(one => one.severity);
    expect(severity('')).toEqual(['warning']);
    expect(severity(route('{ destination: { host: reviews, subset: v1 } }'))).toEqual(['error']);
    expect(severity(route('{ destination: { host: reviews, subset: v2 } }'))).toEqual(['warning']);
  });

  test('may choose machines, and those that join', () => {
    expect(find(service(), pod(), workloadEntry('one', 'address: 192.0.2.1, labels: { app: reviews, version: v1 }'), subset('version: v1'))).toEqual([]);
    expect(find(service(), pod(), workloadEntry('one', 'address: 192.0.2.1, labels: { app: reviews }', { metadata: ', labels: { version: v1 }' }), subset('version: v1'))).toEqual([]);
    expect(find(service(), pod(), workloadGroup('some', 'metadata: { labels: { app: reviews } }, template: {}'), subset('version: v1'))).toEqual([]);
    expect(find(service(), pod(), workloadGroup('some', 'metadata: { labels: { app: reviews, version: v2 } }, template: {}'), subset('version: v1'))).toHaveLength(1);
    expect(find(service(), pod(), workloadGroup('some', 'metadata: { labels: { app: cart, version: v1 } }, template: {}'), subset('version: v1'))).toHaveLength(1);
  });

  test('may choose endpoints of a ServiceEntry', () => {
    const entry = (spec: string) => serviceEntry(spec) + subset('version: v1', { host: 'ledger.example.com' });
    expect(find(entry('resolution: STATIC\n  endpoints: [{ address: 192.0.2.1, labels: { version: v1 } }]'))).toEqual([]);
    expect(find(entry('resolution: STATIC\n  endpoints: [{ address: 192.0.2.1, labels: { version: v2 } }]'))).toHaveLength(1);
    // DNS says nothing of labels.
    expect(find(entry('resolution: DNS'))).toHaveLength(1);
    expect(find(entry('resolution: NONE'))).toEqual([]);
    expect(find(entry('resolution: DYNAMIC_DNS'))).toEqual([]);
  });

  test('is not said where who answers is not known', () => {
    expect(find(service(), subset('version: v1'))).toEqual([]);
    expect(find(service('reviews', { spec: 'clusterIP: None' }), pod(), subset('version: v1'))).toEqual([]);
    expect(find(service('reviews', { spec: 'type: ExternalName\n  selector: { app: reviews }' }), pod(), subset('version: v1'))).toEqual([]);
    expect(find(pod(), subset('version: v1'))).toEqual([]);
    const rollout = `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: reviews, namespace: shop }
`;
    expect(find(service(), pod(), rollout, subset('version: v1'))).toEqual([]);
    const other = `
---
apiVersion: example.com/v1
kind: App
metadata: { name: reviews, namespace: shop }
spec: { template: { spec: { containers: [] } } }
`;
    expect(find(service(), pod(), other, subset('version: v1'))).toEqual([]);
  });

  test('is not said of labels that the cluster adds, and of none', () => {
    for (const label of ['topology.kubernetes.io/zone: a', 'topology.istio.io/cluster: one', 'pod-template-hash: "12"', 'kubernetes.io/hostname: node', 'istio-locality: a.b']) {
      expect(find(service(), pod(), subset(label))).toEqual([]);
    }
    expect(find(service(), pod(), destinationRule('subsets: [{ name: all }]'))).toEqual([]);
  });
});
