import { Construct } from 'constructs';
import { IMeshService, KnownVersion } from './i-mesh-service';
import { ResolvedPort, resolvePorts, ServicePort } from './port';
import { podPort } from './service-endpoints';
import { meshServices } from './service-registry';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { principalOf } from '../core/principal';
import { checkDnsLabel, checkDnsSubdomain } from '../core/values';
import { RouteTableView } from '../routing/contribution';
import { RouteTable } from '../routing/route-table';

/**
 * What is known of a service that another app or team deploys.
 */
export interface MeshServiceAttributes {
  /**
   * The name of its Service.
   */
  readonly serviceName: string;

  /**
   * Its namespace.
   */
  readonly namespace: string;

  /**
   * Its ports.
   */
  readonly ports: ServicePort[];

  /**
   * Labels that its pods carry, for matches that ask who calls.
   *
   * @default - `app` with the service's name
   */
  readonly podLabels?: { [name: string]: string };

  /**
   * The ServiceAccount of its pods, for policies that ask who calls.
   *
   * @default - not known
   */
  readonly serviceAccountName?: string;
}

/** A service that another app or team deploys. Nothing is written for it: its routes are its owner's. */
export class ImportedService extends Construct implements IMeshService {
  public readonly serviceName: string;
  public readonly namespace: string;
  public readonly host: string;
  public readonly ports: ServicePort[];
  public readonly podLabels: { [name: string]: string };
  public readonly principal?: string;
  public readonly _ports: readonly ResolvedPort[];
  public readonly _knownVersions: readonly KnownVersion[] = [];
  public readonly _routes: RouteTableView;

  constructor(scope: Construct, id: string, private readonly attributes: MeshServiceAttributes) {
    super(scope, id);
    const settings = MeshSettings.of(this);
    this.serviceName = checkDnsLabel(this, 'serviceName', attributes.serviceName);
    this.namespace = checkDnsLabel(this, 'namespace', attributes.namespace);
    this.host = `${this.serviceName}.${this.namespace}.svc.${settings.clusterDomain}`;
    this._ports = resolvePorts(this, attributes.ports);
    this.ports = this._ports.map(port => ({ ...port, sniHosts: [...port.sniHosts] }));
    this.podLabels = attributes.podLabels ?? { app: this.serviceName };
    if (attributes.serviceAccountName !== undefined) {
      checkDnsSubdomain(this, 'serviceAccountName', attributes.serviceAccountName);
      this.principal = principalOf(this, this.namespace, attributes.serviceAccountName);
    }
    meshServices.note(this);
    this._routes = new RouteTable(this, { name: this.serviceName, action: () => ({ kind: 'split', destinations: [{ host: this.host }] }) });
  }

  /** @internal what is not said of its pods is its owner's to choose */
  public _endpoints(): NetworkEndpoints[] {
    const { podLabels: labels, ports } = this.attributes;
    const numbers = ports.every(({ targetPort }) => targetPort !== undefined) ? this._ports.map(podPort) : undefined;
    return [{ pods: { namespace: this.namespace, labels }, ports: numbers }];
  }

  /** Its owner knows; nothing of ours depends on it. */
  public _exposedUnder(_host: string): void {}

  /** Its routes are its owner's. */
  public _takeAlias(): readonly ResolvedPort[] {
    return this._ports;
  }
}
