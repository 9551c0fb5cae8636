import { Construct } from 'constructs';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';
import { OutboundTraffic } from '../service/outbound-traffic';

/**
 * For whom an outbound policy holds.
 */
export class OutboundScope {
  /**
   * The whole mesh: written to the mesh's root namespace.
   */
  public static mesh(): OutboundScope {
    return new OutboundScope(scope => MeshSettings.of(scope).rootNamespace);
  }

  /**
   * All workloads of a namespace.
   *
   * @param name the namespace; the chart's own when not given
   */
  public static namespace(name?: string): OutboundScope {
    return new OutboundScope(scope => name === undefined ? namespaceOf(scope) : checkDnsLabel(scope, 'namespace', name));
  }

  private constructor(private readonly resolve: (scope: Construct) => string) {}

  /** @internal */
  public _namespace(scope: Construct): string {
    return this.resolve(scope);
  }
}

/**
 * What workloads without a Sidecar of their own may call.
 */
export interface OutboundPolicyProps {
  /**
   * For whom it holds. The narrower scope wins: a workload's own Sidecar before its namespace's before the mesh's.
   *
   * @default OutboundScope.namespace()
   */
  readonly scope?: OutboundScope;

  /**
   * What happens to calls of hosts that the mesh does not know (`outboundTrafficPolicy.mode`).
   *
   * @default OutboundTraffic.REGISTRY_ONLY
   */
  readonly outboundTraffic?: OutboundTraffic;
}

/**
 * Keeps workloads from calling hosts that the mesh does not know (a `Sidecar` that selects no workload). It is for those that no construct
 * confines: every MeshService has a Sidecar of its own, which takes its place.
 */
export class OutboundPolicy extends Construct {
  constructor(scope: Construct, id: string, props: OutboundPolicyProps = {}) {
    super(scope, id);
    const namespace = (props.scope ?? OutboundScope.namespace())._namespace(this);
    MeshSettings.of(this)._claim(this, `sidecar ${namespace}`, `the Sidecar of namespace '${namespace}'`, 'a namespace has one; remove one of the policies');
    new MeshObject(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      name: 'default',
      namespace,
      fields: { spec: { outboundTrafficPolicy: { mode: props.outboundTraffic ?? OutboundTraffic.REGISTRY_ONLY }, egress: [{ hosts: ['*/*'] }] } },
    });
  }
}
