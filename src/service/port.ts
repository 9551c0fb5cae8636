import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkHost, checkPort } from '../core/values';

/**
 * What a port speaks. Istio reads it from the port's name and routes accordingly.
 */
export enum PortProtocol {
  /** HTTP/1.1 and, where the client asks for it, HTTP/2. Routed by request. */
  HTTP = 'http',
  /** HTTP/2 only. Routed by request. */
  HTTP2 = 'http2',
  /** gRPC. Routed by request, so by call and not by connection. */
  GRPC = 'grpc',
  /** gRPC-Web. Routed by request. */
  GRPC_WEB = 'grpc-web',
  /** Any other protocol over TCP. Routed by connection. */
  TCP = 'tcp',
  /** TLS that the application itself ends. Routed by connection and server name (SNI). */
  TLS = 'tls',
  /** HTTP over TLS that the application itself ends: for Istio the same as TLS. */
  HTTPS = 'https',
  /** MongoDB. Routed by connection. */
  MONGO = 'mongo',
  /** MySQL. Routed by connection. */
  MYSQL = 'mysql',
  /** Redis. Routed by connection. */
  REDIS = 'redis',
  /** UDP, which Istio does not carry: it passes the mesh by. */
  UDP = 'udp',
}

/**
 * A port of a service.
 */
export interface ServicePort {
  /**
   * The port that callers use (`Service.spec.ports.port`).
   */
  readonly port: number;

  /**
   * The port on which the application listens, in the pods (`targetPort`).
   *
   * @default - the same as `port`
   */
  readonly targetPort?: number;

  /**
   * What the port speaks.
   *
   * @default PortProtocol.HTTP
   */
  readonly protocol?: PortProtocol;

  /**
   * The port's name in the Service, at most 15 characters. It must be the protocol, or begin with the protocol and `-`,
   * because Istio reads the protocol from it.
   *
   * @default - the protocol for the first port that speaks it, `<protocol>-<port>` for further ones
   */
  readonly name?: string;

  /**
   * Server names (`VirtualService.tls.match.sniHosts`) that clients of a TLS port ask for, beside the service's own host. For TLS and HTTPS ports only.
   *
   * @default - the service's host alone
   */
  readonly sniHosts?: string[];
}

/** How the mesh routes what a port carries. */
export type PortTraffic = 'http' | 'tcp' | 'tls' | 'udp';

/** A port of which everything is known. */
export interface ResolvedPort {
  readonly port: number;
  /** Throws where it is a name in the Service, and the pods' number is not known. */
  readonly targetPort: number;
  /** Where the Service leads to a port of the pods by name. */
  readonly targetName?: string;
  readonly protocol: PortProtocol;
  readonly name: string;
  readonly sniHosts: readonly string[];
}

/** How the mesh routes a protocol. */
export function trafficOf(protocol: PortProtocol): PortTraffic {
  switch (protocol) {
    case PortProtocol.HTTP: case PortProtocol.HTTP2: case PortProtocol.GRPC: case PortProtocol.GRPC_WEB: return 'http';
    case PortProtocol.TLS: case PortProtocol.HTTPS: return 'tls';
    case PortProtocol.UDP: return 'udp';
    default: return 'tcp';
  }
}

/** Whether calls of a protocol are gRPC's, all of them POSTs. */
export function speaksGrpc(protocol: PortProtocol): boolean {
  return protocol === PortProtocol.GRPC || protocol === PortProtocol.GRPC_WEB;
}

/** Whether the requests that ports carry are all calls of gRPC. */
export function speakGrpcAlone(ports: readonly ResolvedPort[]): boolean {
  const carriers = ports.filter(({ protocol }) => trafficOf(protocol) === 'http');
  return carriers.length > 0 && carriers.every(({ protocol }) => speaksGrpc(protocol));
}

/** The ports as a Service has them. */
export function kubernetesPorts(ports: readonly ResolvedPort[]): Json[] {
  return ports.map(({ name, port, targetPort, protocol }) => ({ name, port, targetPort, protocol: trafficOf(protocol) === 'udp' ? 'UDP' : undefined }));
}

/** Checks a service's ports and fills in what was left out. */
export function resolvePorts(scope: IConstruct, ports: readonly ServicePort[]): ResolvedPort[] {
  if (ports.length === 0) {
    fail(scope, 'has no port: give `port`, or `ports` with at least one');
  }
  const resolved: ResolvedPort[] = [];
  for (const given of ports) {
    const protocol = given.protocol ?? PortProtocol.HTTP;
    const port = checkPort(scope, 'port', given.port);
    const targetPort = checkPort(scope, 'targetPort', given.targetPort ?? given.port);
    const name = given.name ?? (resolved.some(other => other.name === protocol) ? `${protocol}-${port}` : protocol);
    checkPortName(scope, name, protocol);
    const twin = resolved.find(other => other.port === port || other.name === name);
    if (twin) {
      fail(scope, `ports ${twin.port} (${show(twin.name)}) and ${port} (${show(name)}) are not distinct: a service has each port and each port name once`);
    }
    if (given.sniHosts && trafficOf(protocol) !== 'tls') {
      fail(scope, `port ${port} speaks ${protocol} and has sniHosts: only ports of PortProtocol.TLS and HTTPS carry a server name`);
    }
    for (const sni of given.sniHosts ?? []) {
      if (checkHost(scope, `sniHosts of port ${port}`, sni) === '*') {
        fail(scope, `sniHosts of port ${port} has '*', which no proxy of the mesh takes: name the servers, for example '*.example.com'`);
      }
    }
    resolved.push({ port, targetPort, protocol, name, sniHosts: [...(given.sniHosts ?? [])] });
  }
  return resolved;
}

function checkPortName(scope: IConstruct, name: string, protocol: PortProtocol): void {
  const valid = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= 15 && /[a-z]/.test(name) && !name.includes('--');
  if (!valid || (name !== protocol && !name.startsWith(`${protocol}-`))) {
    fail(scope, `port name ${show(name)} is not allowed for ${protocol}: use '${protocol}' or '${protocol}-...', at most 15 lower case letters, digits and '-'; Istio reads the protocol from it`);
  }
}
