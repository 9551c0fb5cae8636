import { caller, external, written } from './fixtures';
import { EgressGateway, ExternalServiceProps, PortProtocol, Resolution } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';

const HOST = '*.example.com';

function through(ports: ExternalServiceProps['ports']) {
  const chart = newChart();
  const service = external({ host: HOST, resolution: Resolution.DYNAMIC_DNS, ports }, chart);
  caller(chart, 'cart', service);
  new EgressGateway(chart, 'egress').route(service);
  return (kind: string, name = 'egress-payments') => written(chart, kind, name);
}

describe('a wildcard host that leaves through a gateway where DNS says', () => {
  test('has a filter for requests, of the cache of Istio\'s own cluster', () => {
    const { workloadSelector, configPatches, priority } = through([{ port: 80 }])('EnvoyFilter');
    expect(workloadSelector.labels).toEqual({ 'app': 'egress', 'istio': 'egress', 'gateway-namespace': 'shop' });
    expect(configPatches).toHaveLength(1);
    expect(priority).toBe(10);
    expect(configPatches[0]).toMatchObject({
      applyTo: 'HTTP_FILTER',
      match: { context: 'GATEWAY', listener: { filterChain: { sni: HOST } } },
      patch: { operation: 'INSERT_BEFORE', value: { typed_config: { dns_cache_config: { name: '*.example.com_dfp_dns_cache' } } } },
    });
  });

  test('has a listener within the proxy for TLS, which takes names below the wildcard alone', () => {
    const spec = through([{ port: 443 }]);
    const [merged, cluster, listener] = spec('EnvoyFilter').configPatches;
    expect(merged).toMatchObject({ match: { listener: { filterChain: { sni: HOST } } }, patch: { operation: 'MERGE', value: { typed_config: { cluster: 'egress-payments-tls' } } } });
    expect(cluster.patch.value.name).toBe('egress-payments-tls');
    const [chain] = listener.patch.value.filter_chains;
    expect(chain.filter_chain_match).toEqual({ server_names: [HOST] });
    expect(chain.filters.map((filter: any) => filter.typed_config.port_value ?? filter.typed_config.cluster)).toEqual([443, 'outbound|443||*.example.com']);
    expect(spec('Gateway', 'egress').servers).toMatchObject([{ hosts: [HOST], tls: { mode: 'ISTIO_MUTUAL' } }]);
  });

  test('has both for both', () => {
    expect(through([{ port: 80 }, { port: 443 }])('EnvoyFilter').configPatches.map((patch: any) => patch.applyTo)).toEqual(['HTTP_FILTER', 'NETWORK_FILTER', 'CLUSTER', 'LISTENER']);
  });

  test('fails for two ports of TLS', () => {
    expectFailure(() => through([{ port: 443 }, { port: 8443, protocol: PortProtocol.TLS }]), '[chart/egress/payments] leads ports 443 and 8443 of wildcard host', 'give it one port for TLS');
  });
});
