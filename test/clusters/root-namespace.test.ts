import { clusters, writtenFor } from './fixtures';
import { RootNamespace } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';

test('the root namespace carries the network of its cluster, and nothing is said of injection', () => {
  const [east] = clusters(['east'], () => ({ network: 'n1', rootNamespace: 'mesh' }));
  expect(new RootNamespace(east, 'root').namespaceName).toBe('mesh');
  expect(writtenFor(east)).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mesh', labels: { 'topology.istio.io/network': 'n1' } } }]);
});

test('fails where the cluster has no network', () => {
  expectFailure(() => new RootNamespace(newChart(), 'root'), '[chart/root]', 'the cluster has none', 'MeshSettings.set');
});
