import { NetworkPeer } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';

test('a peer is pods by namespace and labels, or addresses', () => {
  const chart = newChart();
  expect(NetworkPeer.pods({ namespace: 'a', labels: { b: 'c' } })._endpoints(chart)).toEqual({ pods: { namespace: 'a', labels: { b: 'c' } } });
  expect(NetworkPeer.pods({ labels: { b: 'c' } })._endpoints(chart)).toEqual({ pods: { labels: { b: 'c' } } });
  expect(NetworkPeer.addresses('10.0.0.0/8', '2001:db8::/32')._endpoints(chart)).toEqual({ addresses: ['10.0.0.0/8', '2001:db8::/32'] });
});

test('fails as every pod there is, or with what is no address, namespace or label', () => {
  const chart = newChart();
  expectFailure(() => NetworkPeer.pods({})._endpoints(chart), '[chart] names every pod of the cluster as a peer');
  expectFailure(() => NetworkPeer.pods({ labels: {} })._endpoints(chart), 'names every pod of the cluster');
  expectFailure(() => NetworkPeer.pods({ namespace: 'A' })._endpoints(chart), '[chart] namespace of a peer \'A\'');
  expectFailure(() => NetworkPeer.pods({ labels: { 'a b': 'c' } })._endpoints(chart), 'labels of a peer');
  expectFailure(() => NetworkPeer.addresses()._endpoints(chart), '[chart] names no address as a peer');
  expectFailure(() => NetworkPeer.addresses('10.0.0.1')._endpoints(chart), '[chart] range of a peer \'10.0.0.1\' is not a range');
});
