import { DestinationRuleSpec, PortPolicy } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const emptyTrafficPolicy: Rule = {
  id: 'empty-traffic-policy',
  severity: 'error',
  title: 'a traffic policy or connection pool says nothing',
  why: 'Istio\'s webhook refuses the object: a policy must have one field at least. It is left over mostly where a value of a template is not set.',
  fix: 'write what the policy shall say, or remove it',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy: {}
`,
  mend: { '  trafficPolicy: {}\n': '' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
      for (const { policy, path, port } of policiesOf(spec)) {
        const { connectionPool } = policy;
        if (saysNothing(policy, port !== undefined)) {
          report(manifest, path, port === undefined ? 'has a traffic policy without any field' : `has settings for port ${port} without any field`);
        } else if (connectionPool && !connectionPool.tcp && !connectionPool.http) {
          report(manifest, [...path, 'connectionPool'], 'has a connection pool that says nothing, neither of tcp nor of http');
        }
      }
    }
  },
};

/** Whether a policy has no field, besides the port for which it is. */
function saysNothing(policy: PortPolicy, ofPort: boolean): boolean {
  for (const field in policy) {
    if (policy[field as keyof PortPolicy] !== undefined && policy[field as keyof PortPolicy] !== null && !(ofPort && field === 'port')) {
      return false;
    }
  }
  return true;
}
