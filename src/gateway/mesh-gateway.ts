import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayBase } from './gateway-base';
import { GatewayPods } from './gateway-pods';
import { gateways } from './gateway-registry';
import { GatewayServers } from './gateway-servers';
import { GatewayTls } from './gateway-tls';
import { GatewayWorkload } from './gateway-workload';
import { IMeshGateway } from './i-mesh-gateway';
import { ImportedGateway, MeshGatewayAttributes } from './imported-gateway';
import { SecurityHeaders, securityHeaderEdits } from './security-headers';
import { ExposeTcpProps, TcpExposure, tcpPortOf } from './tcp-exposure';
import { noteExposure } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { principalOf } from '../core/principal';
import { checkDnsLabel, checkHost, checkPort } from '../core/values';
import { IMeshService } from '../service/i-mesh-service';

/**
 * How a gateway serves some of its hosts.
 */
export interface GatewayHostOptions {
  /**
   * How the hosts are served over TLS, on port 443.
   *
   * @default - plain HTTP on port 80 alone
   */
  readonly tls?: GatewayTls;

  /**
   * Whether port 80 sends clients to HTTPS (`servers.tls.httpsRedirect`). Without it port 80 is closed for hosts with TLS.
   *
   * @default - true where the gateway ends TLS
   */
  readonly redirectHttp?: boolean;

  /**
   * Headers by which browsers guard users of the hosts.
   *
   * @default - none
   */
  readonly securityHeaders?: SecurityHeaders;
}

/**
 * Where requests from outside enter the mesh.
 */
export interface MeshGatewayProps extends GatewayHostOptions {
  /**
   * The public hosts (`servers.hosts`), fully qualified, for example 'shop.example.com'; the first label may be '*'. More can be added with
   * `addHosts`, for hosts that are served in another way.
   */
  readonly hosts: string[];

  /**
   * The pods that serve the gateway.
   *
   * @default - `GatewayWorkload.shared()`, Istio's own ingress gateway
   */
  readonly workload?: GatewayWorkload;

  /**
   * The name of the Gateway object.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A gateway: the hosts that it serves (`Gateway`), and for each of them the one VirtualService through which services are
 * exposed.
 */
export class MeshGateway extends GatewayBase {
  /**
   * A gateway that another app or team owns, to expose services at it.
   *
   * @param scope where the construct stands
   * @param id the construct's id
   * @param attributes what is known of the gateway
   */
  public static fromGatewayAttributes(scope: Construct, id: string, attributes: MeshGatewayAttributes): IMeshGateway {
    return new ImportedGateway(scope, id, attributes);
  }

  /**
   * The Gateway object, to patch it.
   */
  public readonly gateway: ApiObject;

  /** @internal */
  public readonly _pods: GatewayPodsReference;
  private readonly pods: GatewayPods;
  private readonly servers: GatewayServers;
  /** In lower case, as names are compared. */
  private readonly names = new Set<string>();

  constructor(scope: Construct, id: string, props: MeshGatewayProps) {
    super(scope, id, self => ({ gatewayName: checkDnsLabel(self, 'name', props.name ?? id), namespace: namespaceOf(self) }));
    this.pods = (props.workload ?? GatewayWorkload.shared())._bind(this, this.gatewayName, this.namespace);
    const { serviceName, namespace, selector: labels, clientAddress } = this.pods;
    this._pods = { namespace, labels, serviceName, principal: this.principal, clientAddress: clientAddress?._kind };
    this.servers = new GatewayServers(this, this.gatewayName, this.pods);
    this.gateway = new MeshObject(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      name: this.gatewayName,
      namespace: this.namespace,
      fields: { spec: Lazy.any({ produce: () => ({ selector: this.pods.selector, servers: this.servers.toJson() }) }) },
    });
    this.addHosts(props.hosts, props);
    gateways.note(this);
  }

  /**
   * Adds public hosts, with TLS of their own.
   *
   * @param hosts the hosts, fully qualified
   * @param options how they are served
   * @throws when a host is served already, here or by another gateway of the same pods
   */
  public addHosts(hosts: string[], options: GatewayHostOptions = {}): void {
    if (hosts.length === 0) {
      fail(this, 'has no host: give at least one, for example \'shop.example.com\'');
    }
    const { tls, redirectHttp, securityHeaders } = options;
    if (securityHeaders) {
      if (tls?._mode === 'PASSTHROUGH') {
        fail(this, `has securityHeaders for ${hosts.map(show).join(', ')}, whose TLS passes through: the gateway cannot see answers; end TLS at the gateway, or leave them to the service`);
      }
      this._guard(hosts, securityHeaderEdits(this, securityHeaders, { hosts, tls: tls !== undefined }));
    }
    const selector = this.selectorText;
    hosts.forEach(host => {
      checkHost(this, 'host', host);
      const plain = host.toLowerCase();
      if (this.names.size === this.names.add(plain).size) {
        fail(this, `serves host ${show(host)} twice: name it once`);
      }
      MeshSettings.of(this)._claim(this, `gateway host ${selector} ${plain}`, `host ${show(host)} of the gateway pods ${selector}`, 'expose the service at that gateway, or use another host');
    });
    this.servers.add(hosts, tls, redirectHttp);
  }

  /**
   * Lets connections from outside reach a service that speaks TCP, by the service's own routes: its split weighs the same here.
   *
   * @param service the service, of whatever namespace
   * @param props at which port; the service's own when not given
   * @throws when the service has no TCP port, or the gateway's port is taken
   */
  public exposeTcp(service: IMeshService, props: ExposeTcpProps = {}): void {
    const port = tcpPortOf(this, service, props.servicePort);
    const publicPort = checkPort(this, 'port', props.port ?? port.port);
    const exposure = new TcpExposure(this, service, publicPort, port);
    const what = `port ${publicPort} of the gateway pods ${this.selectorText}`;
    MeshSettings.of(this)._claim(exposure, `gateway ${what}`, what, 'use another port of the gateway');
    this.servers.addTcp(publicPort);
    noteExposure({ owner: this, pods: this._pods, ports: [port.port] }, service);
  }

  /**
   * The public hosts that the gateway serves.
   */
  public get hosts(): string[] {
    return this.servers.hosts;
  }

  /**
   * The identity of the gateway's pods, which services that admit callers by name must admit, for example
   * `cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account`.
   */
  public get principal(): string {
    return principalOf(this, this.pods.namespace, this.pods.serviceAccountName);
  }

  /** @internal */
  protected _serves(host: string): boolean {
    return this.servers.serves(host);
  }

  /** @internal */
  protected _passesThrough(host: string): boolean {
    return this.servers.passesThrough(host);
  }

  private get selectorText(): string {
    return Object.entries(this.pods.selector).map(([name, value]) => `${name}=${value}`).join(',');
  }
}
