import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';
import { IMeshService } from '../service/i-mesh-service';

/**
 * For which workloads a policy holds.
 */
export class PolicyScope {
  /**
   * The whole mesh: written to the mesh's root namespace.
   */
  public static mesh(): PolicyScope {
    return new PolicyScope(scope => {
      const { rootNamespace } = MeshSettings.of(scope);
      return { name: 'default', namespace: rootNamespace, what: 'the mesh' };
    });
  }

  /**
   * All workloads of a namespace.
   *
   * @param name the namespace; the chart's own when not given
   */
  public static namespace(name?: string): PolicyScope {
    return new PolicyScope(scope => {
      const namespace = name === undefined ? namespaceOf(scope) : checkDnsLabel(scope, 'namespace', name);
      return { name: 'default', namespace, what: `namespace '${namespace}'` };
    });
  }

  /**
   * The pods of one service.
   *
   * @param service the service
   */
  public static service(service: IMeshService): PolicyScope {
    const { serviceName: name, namespace, podLabels: labels } = service;
    return new PolicyScope(() => ({ name, namespace, labels, service, what: `'${service.node.path}'` }));
  }

  /**
   * The pods of a gateway. Where gateways share their pods it holds for all of these.
   *
   * @param gateway the gateway, whose pods must be known
   */
  public static gateway(gateway: IGatewayReference): PolicyScope {
    return new PolicyScope(scope => {
      const { namespace, labels } = gateway._pods;
      if (namespace === undefined || labels === undefined) {
        fail(scope, `holds for '${gateway.node.path}', whose pods are not known: give podNamespace and podLabels to MeshGateway.fromGatewayAttributes`);
      }
      return { name: gateway.gatewayName, namespace, labels, gateway, what: `'${gateway.node.path}'` };
    });
  }

  private constructor(private readonly resolve: (scope: Construct) => ResolvedScope) {}

  /** @internal */
  public _resolve(scope: Construct): ResolvedScope {
    return this.resolve(scope);
  }
}

/** Where a policy is written, and for whom. */
export interface ResolvedScope {
  /** A name for it: that of what it holds for. */
  readonly name: string;
  readonly namespace: string;
  /** The pods; all of the namespace, or of the mesh in its root namespace, when there are none. */
  readonly labels?: { readonly [name: string]: string };
  readonly service?: IMeshService;
  readonly gateway?: IGatewayReference;
  /** For errors. */
  readonly what: string;
}
