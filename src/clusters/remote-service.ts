import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { Action, RouteTableView } from '../routing/contribution';
import { keepTogether } from '../service/apply-order';
import { IMeshService, KnownVersion } from '../service/i-mesh-service';
import { IRoutedService } from '../service/i-routed-service';
import { kubernetesPorts, ResolvedPort, ServicePort } from '../service/port';
import { endpointsElsewhere } from '../service/service-endpoints';
import { exportAnnotation } from '../service/visibility';

/**
 * A service of another cluster.
 */
export interface RemoteServiceProps {
  /**
   * The service, as the other cluster's chart has it.
   */
  readonly service: IRoutedService;
}

/**
 * A service that runs in another cluster of the mesh, made known in this one: a Service without pods, so that its name stands for an address here too, and copies of
 * its DestinationRule and VirtualService, because callers go by those of their own cluster. What is said of the service, its canary, its retries, holds for callers of all clusters.
 *
 * It belongs into the charts of the calling cluster. Its namespace must exist there.
 */
export class RemoteService extends Construct implements IMeshService {
  /**
   * The service in its own cluster.
   */
  public readonly service: IMeshService;

  /**
   * The name of the Service.
   */
  public readonly serviceName: string;

  /**
   * The namespace of the Service, the same in all clusters.
   */
  public readonly namespace: string;

  /**
   * The fully qualified host, the same in all clusters.
   */
  public readonly host: string;

  private readonly routed: IRoutedService;
  private rule?: MeshObject;

  /**
   * @param scope a chart of the calling cluster
   * @param id the construct's id
   * @param props which service
   * @throws when the service is in the same cluster or in another mesh, or is headless
   */
  constructor(scope: Construct, id: string, props: RemoteServiceProps) {
    super(scope, id);
    const { service } = props;
    const [here, there] = [MeshSettings.of(this), MeshSettings.of(service)];
    if (!here._otherClusters.includes(there)) {
      const where = here === there ? `in this cluster already: use '${service.node.path}' itself` : 'in no other cluster of this mesh: give each cluster\'s charts MeshSettings with a clusterName, and the same meshId';
      fail(this, `makes '${service.node.path}' known, which is ${where}`);
    }
    if (service._headless) {
      fail(this, `makes '${service.node.path}' known, which is headless: its name stands for pods that this cluster's DNS does not know; give the service an address`);
    }
    this.service = this.routed = service;
    this.serviceName = service.serviceName;
    this.namespace = service.namespace;
    this.host = service.host;
    here._claim(this, `host ${this.host}`, `host '${this.host}'`, 'where the cluster has pods of the service itself, it needs no RemoteService');

    new MeshObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      name: this.serviceName,
      namespace: this.namespace,
      annotations: exportAnnotation(service),
      fields: { spec: Lazy.any({ produce: () => ({ ports: kubernetesPorts(service._ports) }) }) },
    });
    service._onTrafficObject(object => this.copy(object));
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * The ports of the service.
   */
  public get ports(): ServicePort[] {
    return this.routed.ports;
  }

  /**
   * Labels of the service's pods.
   */
  public get podLabels(): { [name: string]: string } {
    return this.routed.podLabels;
  }

  /**
   * The identity of the service's pods, the same in all clusters.
   */
  public get principal(): string | undefined {
    return this.routed.principal;
  }

  /** @internal */
  public get _ports(): readonly ResolvedPort[] {
    return this.routed._ports;
  }

  /** @internal */
  public _endpoints(): NetworkEndpoints[] {
    return endpointsElsewhere(this.routed, MeshSettings.of(this));
  }

  /** @internal */
  public get _knownVersions(): readonly KnownVersion[] {
    return this.routed._knownVersions;
  }

  /** @internal */
  public get _routes(): RouteTableView {
    const table = this.routed._routes;
    return { owner: this, policies: table.policies, ordered: () => table.ordered() };
  }

  /** @internal */
  public _takeAlias(alias: IMeshHost): readonly ResolvedPort[] {
    return this.routed._takeAlias(alias);
  }

  /** @internal */
  public _exposedUnder(host: string): void {
    this.routed._exposedUnder(host);
  }

  /** With the patches that the original has. */
  private copy(object: ApiObject): void {
    const { apiVersion, kind, name } = object;
    const { namespace } = this;
    const fields = { spec: Lazy.any({ produce: () => (object.toJson() as Json).spec }) };
    const copy = new MeshObject(this, kind, { apiVersion, kind, name, namespace, fields });
    if (kind === 'DestinationRule') {
      this.rule = copy;
    } else if (this.rule) {
      keepTogether(this.rule, copy);
    }
  }

  /** Hosts to which the service's routes lead and that this cluster's callers do not know. */
  private problems(): string[] {
    const [here, there] = [MeshSettings.of(this), MeshSettings.of(this.service)];
    return [...new Set(hostsBehind(this.routed._routes))].filter(host => there._ownerOf(host) && !here._ownerOf(host)).map(host =>
      `makes '${this.service.node.path}' known, whose routes lead to ${show(host)} as well, and cluster ${show(here.clusterName)} does not know that: make it known by a RemoteService too`);
  }
}

/** The hosts to which a table sends requests, and copies of them. */
function hostsBehind(table: RouteTableView): string[] {
  const routes = table.ordered();
  const mirrors = [...routes, ...table.policies].flatMap(({ settings }) => settings?.mirrors ?? []);
  return [...routes.flatMap(({ action }) => hostsOf(action)), ...mirrors.map(({ host }) => host)];
}

function hostsOf(action: Action): string[] {
  switch (action.kind) {
    case 'split': return action.destinations.map(({ host }) => host);
    case 'service': return [(action.table.owner as IMeshService).host];
    default: return [];
  }
}
