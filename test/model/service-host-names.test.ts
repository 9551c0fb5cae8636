import { meshOf } from '../check/fixtures';
import { destinationRule, pod, service, serviceEntry, workloadEntry } from '../check/objects/meshes';

describe('what a mesh finds', () => {
  test('hosts of ServiceEntries are taken as they are, those of Services are whole', () => {
    const mesh = meshOf(service() + serviceEntry('', { hosts: 'reviews, ledger.example.com' }));
    expect(mesh.hosts.map(({ host }) => host)).toEqual(['reviews.shop.svc.cluster.local', 'reviews', 'ledger.example.com']);
  });

  test('machines carry the labels of their object too, which go first', () => {
    const mesh = meshOf(workloadEntry('one', 'address: 192.0.2.1, labels: { app: a, tier: b }', { metadata: ', labels: { app: c }' }));
    expect(mesh.entriesWith('shop', { app: 'c', tier: 'b' })).toHaveLength(1);
    expect(mesh.entriesWith('shop', { app: 'a' })).toEqual([]);
  });

  test('rules for some pods hold in their own namespace only, and rules that are not for their own not there', () => {
    const names = (spec: string, client: string) => meshOf(service() + pod() + destinationRule(spec)).destinationRules
      .of('reviews.shop.svc.cluster.local', 'shop', client).map(({ rule }) => rule.name);
    expect(names('', 'front')).toEqual(['reviews']);
    expect(names('workloadSelector: { matchLabels: { app: cart } }', 'shop')).toEqual(['reviews']);
    expect(names('workloadSelector: { matchLabels: { app: cart } }', 'front')).toEqual([]);
    expect(names('exportTo: [front]', 'shop')).toEqual([]);
    expect(names('exportTo: [front]', 'front')).toEqual(['reviews']);
  });
});
