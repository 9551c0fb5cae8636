import { Construct } from 'constructs';
import { GatewayPods } from './gateway-pods';
import { GatewayTls } from './gateway-tls';
import { tlsOptionsJson } from './gateway-tls-options';
import { fail, show } from '../core/errors';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';

interface TlsHosts {
  readonly hosts: readonly string[];
  readonly tls: GatewayTls;
  readonly credentialName?: string;
  readonly options: Json;
}

/** The servers of a Gateway object: one on port 80 for plain hosts, one for redirects, and one on 443 for each kind of TLS. */
export class GatewayServers {
  private readonly plain: string[] = [];
  private readonly redirected: string[] = [];
  private readonly encrypted: TlsHosts[] = [];
  private readonly tcp: number[] = [];
  /** Every host, and how its TLS is served. */
  private readonly served = new Map<string, GatewayTls | undefined>();

  constructor(private readonly scope: Construct, private readonly gatewayName: string, private readonly pods: GatewayPods) {}

  public get hosts(): string[] {
    return [...this.plain, ...this.encrypted.flatMap(one => one.hosts)];
  }

  public serves(host: string): boolean {
    return this.served.has(host);
  }

  public passesThrough(host: string): boolean {
    return this.served.get(host)?._mode === 'PASSTHROUGH';
  }

  public add(hosts: readonly string[], tls: GatewayTls | undefined, redirectHttp: boolean | undefined): void {
    hosts.forEach(host => this.served.set(host, tls));
    if (!tls) {
      if (redirectHttp) {
        fail(this.scope, `redirects ${hosts.map(show).join(', ')} to HTTPS and has no TLS for it: give tls`);
      }
      this.plain.push(...hosts);
      this.pods.openPort('http', 80);
      return;
    }
    if (redirectHttp ?? tls._mode !== 'PASSTHROUGH') {
      this.redirected.push(...hosts);
      this.pods.openPort('http', 80);
    }
    this.pods.openPort('https', 443);
    if (tls._mode !== 'PASSTHROUGH') {
      this.pods.readSecrets();
    }
    const options = tlsOptionsJson(this.scope, tls._options);
    this.encrypted.push({ hosts, tls, credentialName: tls._issuer ? this.addCertificate(hosts, tls) : tls._credentialName, options });
  }

  /** A port whose connections go on as they are. */
  public addTcp(port: number): void {
    if (port === 80 || port === 443) {
      fail(this.scope, `takes connections at port ${port}, which is for ${port === 80 ? 'HTTP' : 'TLS'} hosts: use another port`);
    }
    this.pods.openPort(`tcp-${port}`, port);
    this.tcp.push(port);
  }

  public toJson(): Json[] {
    const http = { number: 80, name: 'http', protocol: 'HTTP' };
    const servers: Json[] = [];
    if (this.plain.length > 0) {
      servers.push({ port: http, hosts: this.plain });
    }
    if (this.redirected.length > 0) {
      servers.push({ port: { ...http, name: servers.length === 0 ? 'http' : 'http-redirect' }, hosts: this.redirected, tls: { httpsRedirect: true } });
    }
    this.encrypted.forEach(({ hosts, tls, credentialName, options }, index) => {
      const passthrough = tls._mode === 'PASSTHROUGH';
      const name = `${passthrough ? 'tls' : 'https'}${index === 0 ? '' : `-${index + 1}`}`;
      servers.push({ port: { number: 443, name, protocol: passthrough ? 'TLS' : 'HTTPS' }, hosts, tls: { mode: tls._mode, credentialName, ...options } });
    });
    // Nothing in a connection names a host.
    this.tcp.forEach(number => servers.push({ port: { number, name: `tcp-${number}`, protocol: 'TCP' }, hosts: ['*'] }));
    return servers;
  }

  /** In the namespace of the gateway's pods: Istio reads it nowhere else. */
  private addCertificate(hosts: readonly string[], tls: GatewayTls): string {
    const all = hosts.find(host => host === '*');
    if (all !== undefined) {
      fail(this.scope, "asks cert-manager for a certificate for host '*', which nobody issues: name the hosts");
    }
    const count = this.encrypted.filter(one => one.tls._issuer).length;
    const own = namespaceOf(this.scope);
    // Several teams may have a gateway of one name at pods that they share.
    const prefix = own === this.pods.namespace ? '' : `${own}-`;
    const name = `${prefix}${this.gatewayName}-tls${count === 0 ? '' : `-${count + 1}`}`;
    new MeshObject(this.scope, `Certificate-${name}`, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      name,
      namespace: this.pods.namespace,
      fields: { spec: { secretName: name, dnsNames: hosts, issuerRef: tls._issuer!._toJson() } },
    });
    return name;
  }
}
