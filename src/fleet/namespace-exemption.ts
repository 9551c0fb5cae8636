import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { MeshObject } from '../core/mesh-object';
import { checkDnsLabel } from '../core/values';
import { OutboundPolicy, OutboundScope } from '../egress/outbound-policy';
import { MutualTlsMode } from '../security/mutual-tls-mode';
import { MutualTlsPolicy } from '../security/mutual-tls-policy';
import { PolicyScope } from '../security/policy-scope';
import { OutboundTraffic } from '../service/outbound-traffic';

/** In the output, so that who reads an exemption knows why it is there. */
const REASON = 'cdk8s-istio/exemption-reason';

/**
 * What a namespace can be exempt from.
 */
export enum MeshDefault {
  /** Mutual TLS: plain text is taken too. */
  MUTUAL_TLS = 'mutual TLS',
  /** The default denial: everybody is let in whom no policy of the namespace refuses. */
  DEFAULT_DENY = 'default deny',
  /** What happens to calls of unknown hosts: they pass. */
  OUTBOUND_TRAFFIC = 'outbound traffic',
}

/**
 * A namespace for which some of the mesh's defaults do not hold.
 */
export interface NamespaceExemption {
  /**
   * The namespace.
   */
  readonly namespace: string;

  /**
   * Why. It stays in the output, as the annotation `cdk8s-istio/exemption-reason`.
   */
  readonly reason: string;

  /**
   * From what.
   *
   * @default - all that holds
   */
  readonly from?: MeshDefault[];
}

/** What holds, and so can be taken back. */
export interface HeldDefaults {
  readonly mutualTls: MutualTlsMode;
  readonly defaultDeny: boolean;
  readonly outboundTraffic: OutboundTraffic;
}

/** Whether an exemption is one from a default, if that holds. */
export function isExempt({ from }: NamespaceExemption, one: MeshDefault): boolean {
  return from === undefined || from.includes(one);
}

/** Writes what takes the defaults back for a namespace. Answers the construct of all of it. */
export function exempt(scope: Construct, exemption: NamespaceExemption, held: HeldDefaults): Construct {
  const { namespace, reason, from } = exemption;
  checkDnsLabel(scope, 'namespace of an exemption', namespace);
  if (reason.trim() === '') {
    fail(scope, `exempts namespace ${show(namespace)} without a reason: say why, for those who come after`);
  }
  const holding = new Set([
    ...(held.mutualTls === MutualTlsMode.STRICT ? [MeshDefault.MUTUAL_TLS] : []),
    ...(held.defaultDeny ? [MeshDefault.DEFAULT_DENY] : []),
    ...(held.outboundTraffic === OutboundTraffic.REGISTRY_ONLY ? [MeshDefault.OUTBOUND_TRAFFIC] : []),
  ]);
  const idle = from?.find(one => !holding.has(one));
  if (idle !== undefined || holding.size === 0 || from?.length === 0) {
    fail(scope, `exempts namespace ${show(namespace)} from ${idle ?? 'nothing'}, which does not hold for the mesh: leave it out`);
  }
  const own = new Construct(scope, `exempt-${namespace}`);
  const taken = new Set([...holding].filter(one => isExempt(exemption, one)));
  if (taken.has(MeshDefault.MUTUAL_TLS)) {
    new MutualTlsPolicy(own, 'mutual-tls', { mode: MutualTlsMode.PERMISSIVE, scope: PolicyScope.namespace(namespace) });
  }
  if (taken.has(MeshDefault.DEFAULT_DENY)) {
    new MeshObject(own, 'access', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: 'default-allow',
      namespace,
      fields: { spec: { rules: [{}] } },
    });
  }
  if (taken.has(MeshDefault.OUTBOUND_TRAFFIC)) {
    new OutboundPolicy(own, 'outbound', { scope: OutboundScope.namespace(namespace), outboundTraffic: OutboundTraffic.ALLOW_ANY });
  }
  own.node.findAll().filter(child => child instanceof MeshObject).forEach(object => object.metadata.addAnnotation(REASON, reason));
  return own;
}
