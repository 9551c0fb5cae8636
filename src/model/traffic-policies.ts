import { DestinationRuleSpec, PortPolicy, TrafficPolicy } from './istio-specs';
import { FieldPath } from '../manifests/locate';

/** A policy of a DestinationRule: of all its host, of a subset, or of a port of either. */
export interface PlacedPolicy {
  readonly policy: TrafficPolicy;
  readonly path: FieldPath;
  /** The place of the subset in the list. */
  readonly subset?: number;
  /** The port's number, if it is a policy of one port. */
  readonly port?: number;
  /** The policy of all ports, if this is one of a single port. */
  readonly whole?: TrafficPolicy;
}

/** All policies of a DestinationRule, in their order. */
export function policiesOf({ trafficPolicy, subsets = [] }: DestinationRuleSpec): readonly PlacedPolicy[] {
  const found: PlacedPolicy[] = [];
  if (trafficPolicy) {
    addPolicies(found, trafficPolicy, ['spec', 'trafficPolicy']);
  }
  subsets.forEach(({ trafficPolicy: policy }, at) => {
    if (policy) {
      addPolicies(found, policy, ['spec', 'subsets', at, 'trafficPolicy'], at);
    }
  });
  return found;
}

/** Whether a DestinationRule says anything of TLS: of its host, a subset or a port. */
export function saysTls(spec: DestinationRuleSpec): boolean {
  return policiesOf(spec).some(({ policy }) => policy.tls);
}

/** What a policy comes to: that of a subset falls back on what the whole host's says for the same port, field by field; that of a port on nothing. */
export function effectivePolicy({ trafficPolicy }: DestinationRuleSpec, { policy, subset, port }: PlacedPolicy): PortPolicy {
  if (subset === undefined || port !== undefined) {
    return policy;
  }
  return { ...trafficPolicy, ...policy };
}

/** The policy of a port, if there is one: the first counts. */
export function policyOfPort(policy: TrafficPolicy | undefined, port: number): PortPolicy | undefined {
  return policy?.portLevelSettings?.find(settings => settings.port?.number === port);
}

/** Adds a policy and those of its ports. */
function addPolicies(found: PlacedPolicy[], policy: TrafficPolicy, path: FieldPath, subset?: number): void {
  found.push({ policy, path, subset });
  policy.portLevelSettings?.forEach((settings, at) =>
    found.push({ policy: settings, path: [...path, 'portLevelSettings', at], subset, port: settings.port?.number ?? 0, whole: policy }));
}
