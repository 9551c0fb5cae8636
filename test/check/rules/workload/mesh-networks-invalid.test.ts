import { meshNetworksInvalid } from '../../../../src/check/rules/workload/mesh-networks-invalid';
import { finder, object } from '../../objects/workloads';

const find = finder(meshNetworksInvalid);
const raw = (meshNetworks: string, more: string[] = []) => find([object('v1', 'ConfigMap', 'istio', { data: { meshNetworks } }, { namespace: 'istio-system' }), ...more])
  .map(text => text.replace('ConfigMap istio-system/istio data.meshNetworks: holds networks of the mesh ', ''));
const networks = (east: object, ...more: string[]) => raw(JSON.stringify({ networks: { east } }), more);
const remote = (name: string, labels: object = { 'istio/multiCluster': 'true' }) => object('v1', 'Secret', name, { data: { [name]: 'eA==' } }, { labels });

describe('networks of the mesh', () => {
  test('have ranges and gateways', () => {
    expect(networks({ endpoints: [{ fromCidr: '10.0.0.0' }, { fromCidr: '10.0.0.0/33' }], gateways: [{ port: 15443 }, { address: '192.0.2.1' }, { address: '192.0.2.1', port: 70000 }] })).toEqual([
      'whose networks.east.endpoints[0].fromCidr is \'10.0.0.0\', and must be a CIDR range',
      'whose networks.east.endpoints[1].fromCidr is \'10.0.0.0/33\', and must be a CIDR range',
      'whose networks.east.gateways[0] has neither an address nor a registryServiceName',
      'whose networks.east.gateways[1].port is missing',
      'whose networks.east.gateways[2].port is 70000, and must be a port',
    ]);
  });

  test('have a shape', () => {
    expect(raw('a: b: c')).toEqual([expect.stringContaining('that are no YAML: ')]);
    expect(raw('[]')).toEqual(['that are no object']);
    expect(networks({ endpoints: {}, gateways: [{}] })).toEqual(['whose networks.east.endpoints is an object, and must be a list']);
    expect(networks({ gateway: [] })).toEqual(['whose networks.east.gateway is no field that Istio knows']);
  });

  test('name registries of which one may be the cluster\'s own', () => {
    const registries = (...names: string[]) => ({ endpoints: names.map(fromRegistry => ({ fromRegistry })) });
    expect(networks(registries('a', 'b', 'Kubernetes', 'west'), remote('west'))).toEqual([
      'whose networks.east.endpoints[0].fromRegistry is \'a\', and no Secret of a remote cluster has that name',
      'whose networks.east.endpoints[1].fromRegistry is \'b\', and no Secret of a remote cluster has that name',
    ]);
    expect(networks(registries('a', 'west'), remote('west'))).toEqual([]);
    expect(networks(registries('a', 'b'), remote('west', {}))).toEqual([]);
    expect(networks(registries('a', 'b'))).toEqual([]);
  });

  test('are fine', () => {
    expect(networks({ endpoints: [{ fromCidr: '10.0.0.0/8' }, { fromCidr: 'fd00::/64' }], gateways: [{ registryServiceName: 'edge.istio-system.svc.cluster.local', port: 65535 }] })).toEqual([]);
    expect([raw(''), raw('networks: {}'), raw('{}')].flat()).toEqual([]);
  });
});
