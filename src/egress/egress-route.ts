import { Construct } from 'constructs';
import { ExternalService } from './external-service';
import { Resolution } from './resolution';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { PortProtocol, ResolvedPort, trafficOf } from '../service/port';

/** One external service behind an egress gateway; a construct, so that an error can name it. */
export class EgressRoute extends Construct {
  /** The name of the gateway's subset for the service, and of its objects there. */
  public readonly routeName: string;

  constructor(gateway: Construct & { readonly namespace: string }, public readonly external: ExternalService) {
    const name = external.namespace === gateway.namespace ? external.externalName : `${external.namespace}-${external.externalName}`;
    if (gateway.node.tryFindChild(name)) {
      fail(gateway, `routes '${external.node.path}' under the name '${name}', which it uses already: route each external service once, and give those of one name another name`);
    }
    super(gateway, name);
    this.routeName = name;
    if (external.resolution === Resolution.NONE) {
      fail(this, `routes '${external.node.path}', whose resolution NONE goes to the address that was called, and at a gateway that is the gateway itself: give it endpoints${external.host.startsWith('*') ? ' or Resolution.DYNAMIC_DNS' : ', or Resolution.DNS'}`);
    }
  }

  /** The server name by which callers tell the gateway what they want; it tells who they are by their certificates. */
  public get sni(): string {
    return this.external.host.replace('*', 'wildcard');
  }

  /** How callers speak to the gateway. */
  public trafficPolicy(): Json {
    const http2 = this.external._ports.some(port => [PortProtocol.HTTP2, PortProtocol.GRPC].includes(port.protocol));
    return {
      // Istio takes the gateway's ports for TLS of whatever kind, and would make HTTP/1.1 of all requests that are sent there.
      connectionPool: http2 ? { http: { useClientProtocol: true } } : undefined,
      tls: { mode: 'ISTIO_MUTUAL', sni: this.sni },
    };
  }

  /** `servers` of the Gateway, one for each port. */
  public servers(): Json[] {
    return this.external._ports.map(port => {
      const kind = trafficOf(port.protocol) === 'http' ? 'https' : 'tls';
      const name = `${kind}-${this.routeName}${this.external._ports.length > 1 ? `-${port.port}` : ''}`;
      return { port: { number: port.port, name, protocol: kind.toUpperCase() }, hosts: [this.external.host], tls: { mode: 'ISTIO_MUTUAL' } };
    });
  }

  /** The way from the gateway to the service, by port. */
  public routes(): Json {
    const { _ports: ports, host } = this.external;
    const leadTo = ({ port }: ResolvedPort) => ({
      match: ports.length > 1 ? [{ port }] : undefined,
      route: [{ destination: { host, port: ports.length > 1 ? { number: port } : undefined } }],
    });
    const [http, connections] = [true, false].map(wanted => ports.filter(port => (trafficOf(port.protocol) === 'http') === wanted).map(leadTo));
    return { http: http.length > 0 ? http : undefined, tcp: connections.length > 0 ? connections : undefined };
  }
}
