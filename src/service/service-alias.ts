import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { IAliasTarget } from './i-alias-target';
import { aliasHost, ImportedAlias, ServiceAliasAttributes, standFor } from './imported-alias';
import { ResolvedPort, trafficOf } from './port';
import { IMeshHost } from '../core/mesh-host';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkServiceName } from '../core/values';

/**
 * A further name of a host.
 */
export interface ServiceAliasProps {
  /**
   * What it is another name of: a service of the mesh, in whatever namespace, or an external service (`Service.spec.externalName`).
   */
  readonly target: IAliasTarget;

  /**
   * The name of the Kubernetes Service, under which callers reach the target.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Another name of a service (a Kubernetes Service of type ExternalName): callers that declare it in `calls` reach the target by it, by the target's
 * routes and policies, and know it by its identity. It has none of its own.
 *
 * An external service is sent its own host, whatever the caller names. Its ports of TLS that the application speaks are left out, since a server's
 * certificate does not carry the alias.
 */
export class ServiceAlias extends Construct implements IMeshHost {
  /**
   * An alias that another app or team declares, to call it. Its target must be known: without it Istio does not know the name.
   *
   * @param scope where the construct stands; nothing is written
   * @param id the construct's id
   * @param attributes what is known of the alias
   * @throws when it is an alias of itself, or a name is none
   */
  public static fromServiceAliasAttributes(scope: Construct, id: string, attributes: ServiceAliasAttributes): IMeshHost {
    return new ImportedAlias(scope, id, attributes);
  }

  /**
   * The fully qualified host, for example `old-ratings.bookinfo.svc.cluster.local`.
   */
  public readonly host: string;

  /**
   * The namespace of the alias.
   */
  public readonly namespace: string;

  /**
   * The name of the Kubernetes Service.
   */
  public readonly aliasName: string;

  /**
   * The Kubernetes Service, to patch it.
   */
  public readonly service: ApiObject;

  /** @internal */
  public readonly _aliasOf: IMeshHost;

  constructor(scope: Construct, id: string, { target, name }: ServiceAliasProps) {
    super(scope, id);
    this.aliasName = checkServiceName(this, 'alias name', name ?? id);
    this.namespace = namespaceOf(this);
    this.host = aliasHost(this, this.aliasName, this.namespace, target);
    MeshSettings.of(this)._claim(this, `host ${this.host}`, `host '${this.host}'`, 'give the alias another name');
    const ports = target._takeAlias(this);
    this._aliasOf = standFor(this, target);
    this.service = new MeshObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      name: this.aliasName,
      namespace: this.namespace,
      fields: { spec: { type: 'ExternalName', externalName: target.host, ports: ports.map(portJson) } },
    });
    this.node.addValidation({ validate: () => this.problems() });
  }

  private problems(): string[] {
    return MeshSettings.of(this).providers.some(({ host }) => host === this.host)
      ? [`is a provider of the mesh, and proxies have no way to an alias: name '${this._aliasOf.host}' there`] : [];
  }
}

function portJson({ port, name, protocol }: ResolvedPort): Json {
  // 'istioctl analyze' warns of the bare name (IST0150): before 1.21 such a port took all connections to its number.
  return { name: name === 'tcp' ? `tcp-${port}` : name, port, protocol: trafficOf(protocol) === 'udp' ? 'UDP' : undefined };
}
