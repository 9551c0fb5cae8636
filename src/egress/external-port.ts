import { Construct } from 'constructs';
import { TlsOrigination } from './tls-origination';
import { fail } from '../core/errors';
import { PortProtocol, ResolvedPort, resolvePorts, trafficOf } from '../service/port';

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/**
 * A port of an external service.
 */
export interface ExternalPort {
  /**
   * The port that applications call (`ServiceEntry.ports.number`).
   */
  readonly port: number;

  /**
   * The port at which the server answers (`targetPort`).
   *
   * @default - the same as `port`; 443 where the proxy turns port 80 into TLS
   */
  readonly targetPort?: number;

  /**
   * What applications speak to it.
   *
   * @default - PortProtocol.HTTP for port 80 and with `tls`, PortProtocol.HTTPS otherwise
   */
  readonly protocol?: PortProtocol;

  /**
   * The port's name.
   *
   * @default - the protocol for the first port that speaks it, `<protocol>-<port>` for further ones
   */
  readonly name?: string;

  /**
   * TLS that the proxy speaks to the server in the application's place.
   *
   * @default - the server gets what the application sends
   */
  readonly tls?: TlsOrigination;
}

/** The ports with everything filled in, and the TLS of those that have it. */
export function resolveExternalPorts(scope: Construct, ports: readonly ExternalPort[]): { ports: ResolvedPort[]; tls: Map<number, TlsOrigination> } {
  const resolved = resolvePorts(scope, ports.map(({ port, targetPort, protocol, name, tls }) => ({
    port,
    name,
    targetPort: targetPort ?? (tls && port === HTTP_PORT ? HTTPS_PORT : port),
    protocol: protocol ?? (tls || port === HTTP_PORT ? PortProtocol.HTTP : PortProtocol.HTTPS),
  })));
  const udp = resolved.find(port => trafficOf(port.protocol) === 'udp');
  if (udp) {
    fail(scope, `has port ${udp.port} for UDP, which the mesh does not carry: leave it out, such calls pass the mesh by`);
  }
  return { ports: resolved, tls: new Map(ports.filter(one => one.tls).map(one => [one.port, one.tls!])) };
}
