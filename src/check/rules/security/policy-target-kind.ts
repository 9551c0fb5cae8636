import { policiesWithTargets, POLICY_KINDS, targetsOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const policyTargetKind: Rule = {
  id: 'policy-target-kind',
  severity: 'error',
  title: 'a policy is attached to something that takes no policies',
  why: 'Istio attaches policies to a Gateway of the Gateway API, a Service, a ServiceEntry or the GatewayClass of waypoints, and its webhook refuses all else. '
    + 'Istio\'s own Gateway and workloads are no targets: for these a policy has a `selector`.',
  fix: 'attach it to a Gateway (gateway.networking.k8s.io), a Service or a ServiceEntry, or select pods by `selector`',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: edge, namespace: shop }
spec:
  targetRefs:
    - { group: networking.istio.io, kind: Gateway, name: edge }
  action: DENY
  rules:
    - from:
        - source: { ipBlocks: [203.0.113.0/24] }
`,
  mend: { 'group: networking.istio.io': 'group: gateway.networking.k8s.io' },

  check(mesh, report) {
    for (const kind of POLICY_KINDS) {
      for (const policy of policiesWithTargets(mesh, kind)) {
        for (const { ref: { group = '', kind: target = '', name }, path } of targetsOf(policy)) {
          const what = `${group === 'core' ? '' : group}/${target}`;
          if (target !== '' && !(mesh.istioMinor < 23 ? ALLOWED_22 : ALLOWED).has(what)) {
            report(policy.manifest, path, `is attached to ${target} of group '${group}', which takes no policies`);
          } else if (what === WAYPOINTS && (name !== 'istio-waypoint' || policy.namespace !== mesh.rootNamespace)) {
            report(policy.manifest, path, `is attached to GatewayClass '${name ?? ''}' in namespace '${policy.namespace}', `
              + `and only 'istio-waypoint' in namespace '${mesh.rootNamespace}' takes a policy`, {
              fix: `attach it to 'istio-waypoint' in namespace '${mesh.rootNamespace}', or to Gateways`,
            });
          }
        }
      }
    }
  },
};

const WAYPOINTS = 'gateway.networking.k8s.io/GatewayClass';
/** Until the schema said it itself, so that it is told as newer than Istio. */
const ALLOWED_22: ReadonlySet<string> = new Set(['gateway.networking.k8s.io/Gateway', '/Service']);
const ALLOWED: ReadonlySet<string> = new Set([WAYPOINTS, 'gateway.networking.k8s.io/Gateway', '/Service', 'networking.istio.io/ServiceEntry']);
