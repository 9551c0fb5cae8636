import { Endpoint, endpointsOf, mayCarry } from './endpoints';
import { Entity } from './entity';
import { ClientTls, DestinationRuleSpec, TrafficPolicy } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { HostPort, ServiceHost } from './service-host';
import { saysTls } from './traffic-policies';
import { FieldPath } from '../manifests/locate';

/** How clients open connections to a port of some pods, because a DestinationRule says so. */
export interface ClientTlsUse {
  readonly rule: Entity<DestinationRuleSpec>;
  readonly tls: ClientTls;
  readonly path: FieldPath;
  readonly host: ServiceHost;
  readonly port: HostPort;
  readonly endpoint: Endpoint;
}

/** All that DestinationRules say about TLS to endpoints that are known. */
export function clientTlsUses(mesh: Mesh): readonly ClientTlsUse[] {
  return mesh.once('client tls', () => mesh.having(KINDS.destinationRule, 'tls').length === 0 ? [] : mesh.hosts.flatMap(host => {
    const rules = rulesFor(mesh, host).filter(rule => saysTls(rule.spec));
    const endpoints = rules.length === 0 ? [] : endpointsOf(mesh, host) ?? [];
    return endpoints.length === 0 ? [] : rules.flatMap(rule => host.ports.flatMap(port => usesOf(rule, host, port, endpoints)));
  }));
}

/** Rules for the host itself wherever they are, and those for a wildcard above it that hold beside it. */
function rulesFor(mesh: Mesh, { host, namespace }: ServiceHost): readonly Entity<DestinationRuleSpec>[] {
  const above = mesh.destinationRules.of(host, namespace, namespace).filter(rule => rule.host !== host);
  return [...mesh.destinationRules.for(host), ...above].map(({ rule }) => rule);
}

function usesOf(rule: Entity<DestinationRuleSpec>, host: ServiceHost, port: HostPort, endpoints: readonly Endpoint[]): ClientTlsUse[] {
  const { trafficPolicy, subsets = [] } = rule.spec;
  const said = [
    { ...tlsAt(trafficPolicy, ['spec', 'trafficPolicy'], port.number), endpoints },
    ...subsets.map((subset, at) => ({
      ...tlsAt(subset.trafficPolicy, ['spec', 'subsets', at, 'trafficPolicy'], port.number),
      endpoints: endpoints.filter(endpoint => mayCarry(endpoint, subset.labels ?? {})),
    })),
  ];
  return said.flatMap(({ tls, path, endpoints: reached }) => tls ? reached.map(endpoint => ({ rule, tls, path, host, port, endpoint })) : []);
}

/** What a policy says of TLS at a port: the port's own settings leave nothing of it. */
function tlsAt(policy: TrafficPolicy | undefined, path: FieldPath, port: number): { readonly tls?: ClientTls; readonly path: FieldPath } {
  const at = policy?.portLevelSettings?.findIndex(settings => settings.port?.number === port) ?? -1;
  return at < 0 ? { tls: policy?.tls, path: [...path, 'tls'] } : { tls: policy!.portLevelSettings![at].tls, path: [...path, 'portLevelSettings', at, 'tls'] };
}
