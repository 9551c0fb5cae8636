import { Entity } from './entity';
import { qualifiedHost } from './hosts';
import { Port, ServiceEntrySpec } from './istio-specs';
import { ServiceSpec } from './kubernetes-specs';
import { annotationsOf } from './metadata';
import { Visibility, visibilityOf } from './visibility';

/** A host that the mesh knows: of a Service or of a ServiceEntry. */
export interface ServiceHost {
  /** Fully qualified; it may begin with a wildcard. */
  readonly host: string;
  readonly namespace: string;
  readonly visibility: Visibility;
  readonly ports: readonly HostPort[];
  /** The labels by which it chooses its endpoints in its namespace; undefined if it chooses none. */
  readonly selector?: { readonly [name: string]: string };
  readonly service?: Entity<ServiceSpec>;
  readonly entry?: Entity<ServiceEntrySpec>;
}

/** A port of a host. */
export interface HostPort {
  readonly number: number;
  readonly name?: string;
  /** Where pods listen: a number, or a port's name. */
  readonly targetPort: number | string;
  /** What it speaks as Istio knows it, in capitals: HTTP, GRPC, TCP, UDP, ...; undefined where Istio looks at what comes. */
  readonly protocol?: string;
}

/** The host of a Service. */
export function hostOfService(service: Entity<ServiceSpec>, clusterDomain: string): ServiceHost {
  const { name, namespace, spec: { ports = [], selector }, manifest } = service;
  const exportTo = annotationsOf(manifest.json)['networking.istio.io/exportTo']?.split(',').map(one => one.trim());
  return {
    host: qualifiedHost(name, namespace, clusterDomain),
    namespace,
    visibility: visibilityOf(exportTo, namespace),
    ports: portsOf(ports),
    selector: selector && Object.keys(selector).length > 0 ? selector : undefined,
    service,
  };
}

function portsOf(ports: NonNullable<ServiceSpec['ports']>): readonly HostPort[] {
  const found: HostPort[] = [];
  for (const port of ports) {
    if (port.port !== undefined) {
      found.push({ number: port.port, name: port.name, targetPort: port.targetPort ?? port.port, protocol: protocolOf(port) });
    }
  }
  return found;
}

/** The hosts of a ServiceEntry. */
export function hostsOfEntry(entry: Entity<ServiceEntrySpec>, exportedByDefault?: readonly string[]): ServiceHost[] {
  const { namespace, spec: { hosts = [], ports = [], workloadSelector, exportTo } } = entry;
  return hosts.map(host => ({
    // Unlike the hosts of other kinds these are taken as they are, names without a dot too.
    host,
    namespace,
    visibility: visibilityOf(exportTo, namespace, exportedByDefault),
    ports: ports.flatMap(entryPort),
    selector: workloadSelector?.labels,
    entry,
  }));
}

function entryPort({ number, name, protocol, targetPort }: Port): HostPort[] {
  return number === undefined ? [] : [{ number, name, targetPort: targetPort ?? number, protocol: protocol?.toUpperCase() }];
}

/** Protocols that Istio knows by the name of a port. */
const PROTOCOLS = new Map(['tcp', 'udp', 'grpc', 'http', 'http_proxy', 'http2', 'https', 'tls', 'mongo', 'redis', 'mysql'].map(name => [name, name.toUpperCase()]));
/** Kubernetes' own names of application protocols. */
const APP_PROTOCOLS = new Map([['kubernetes.io/h2c', 'HTTP2'], ['kubernetes.io/ws', 'HTTP'], ['kubernetes.io/wss', 'HTTPS']]);
/** Where the server speaks first, or speaks nothing that Istio could tell by looking: SMTP, DNS, MySQL, MongoDB. */
const TCP_PORTS = new Set([25, 53, 3306, 27017]);

/** What a Service's port speaks as Istio reads it: UDP, then appProtocol, or else the beginning of its name, then well-known numbers. */
export function protocolOf({ port, protocol, appProtocol, name = '' }: NonNullable<ServiceSpec['ports']>[number]): string | undefined {
  if (protocol === 'UDP') {
    return 'UDP';
  }
  const said = (appProtocol ?? name).toLowerCase();
  const known = PROTOCOLS.get(said) ?? APP_PROTOCOLS.get(said);
  if (known !== undefined) {
    return known;
  }
  if (said.startsWith('grpc-web')) {
    return 'GRPC-WEB';
  }
  const dash = said.indexOf('-');
  return (dash < 0 ? undefined : PROTOCOLS.get(said.slice(0, dash))) ?? (port !== undefined && TCP_PORTS.has(port) ? 'TCP' : undefined);
}
