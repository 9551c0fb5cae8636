import { EgressRoute } from './egress-route';
import { HTTP_CONNECTION_MANAGER, typed, writeEnvoyFilter } from '../core/envoy-filter';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { ResolvedPort, trafficOf } from '../service/port';

const TCP_PROXY = 'envoy.filters.network.tcp_proxy';

export interface ForwardingProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the gateway's pods. */
  readonly labels: { [name: string]: string };
}

/**
 * Lets a gateway ask DNS for the host that each request or connection names (an EnvoyFilter): Istio writes clusters of resolution DYNAMIC_DNS
 * for gateways, and the filters that tell these where to go for the proxies of applications alone.
 */
export function forwardDynamically(route: EgressRoute, props: ForwardingProps): void {
  const { host, _ports: ports } = route.external;
  const requests = ports.filter(port => trafficOf(port.protocol) === 'http');
  const [tls, another] = ports.filter(port => trafficOf(port.protocol) === 'tls');
  if (another) {
    fail(route, `leads ports ${tls.port} and ${another.port} of wildcard host '${host}' through a gateway, which tells connections by server name alone: give it one port for TLS`);
  }
  const patches = [...(requests.length > 0 ? [requestFilter(host)] : []), ...(tls ? connectionPatches(host, tls, `${props.name}-tls`) : [])];
  // Behind filters without a priority, which may put in place what these look for.
  writeEnvoyFilter(route, 'EnvoyFilter', { ...props, priority: 10, patches });
}

/** The very cache of Istio's cluster for the host; Envoy refuses two of one name that differ. */
function cacheOf(host: string): Json {
  return { dns_cache_config: { name: `${host}_dfp_dns_cache`, dns_lookup_family: 'V4_ONLY' } };
}

function requestFilter(host: string): Json {
  const filter = { name: HTTP_CONNECTION_MANAGER, subFilter: { name: 'envoy.filters.http.router' } };
  return {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { sni: host, filter } } },
    patch: {
      operation: 'INSERT_BEFORE',
      value: {
        name: 'envoy.filters.http.dynamic_forward_proxy',
        typed_config: typed('filters.http.dynamic_forward_proxy.v3.FilterConfig', cacheOf(host)),
      },
    },
  };
}

/**
 * Callers wrap their TLS in mutual TLS, by which the gateway knows them. What is left when that ends goes to a listener within the proxy, which
 * reads the server name that the application asks for: a name below the wildcard, or no connection.
 */
function connectionPatches(host: string, { port }: ResolvedPort, name: string): Json[] {
  const proxyTo = (cluster: string) => ({
    name: TCP_PROXY,
    typed_config: typed('filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: name, cluster }),
  });
  const forward = {
    name: 'envoy.filters.network.sni_dynamic_forward_proxy',
    typed_config: typed('filters.network.sni_dynamic_forward_proxy.v3.FilterConfig', { port_value: port, ...cacheOf(host) }),
  };
  return [{
    applyTo: 'NETWORK_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { sni: host, filter: { name: TCP_PROXY } } } },
    patch: { operation: 'MERGE', value: proxyTo(name) },
  }, added('CLUSTER', {
    name,
    type: 'STATIC',
    connect_timeout: '10s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { envoy_internal_address: { server_listener_name: name } } } }] }],
    },
  }), added('LISTENER', {
    name,
    internal_listener: {},
    listener_filters: [{ name: 'envoy.filters.listener.tls_inspector', typed_config: typed('filters.listener.tls_inspector.v3.TlsInspector') }],
    filter_chains: [{ filter_chain_match: { server_names: [host] }, filters: [forward, proxyTo(`outbound|${port}||${host}`)] }],
  })];
}

function added(applyTo: string, value: Json): Json {
  return { applyTo, match: { context: 'GATEWAY' }, patch: { operation: 'ADD', value } };
}
