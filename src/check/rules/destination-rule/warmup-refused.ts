import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const warmupRefused: Rule = {
  id: 'warmup-refused',
  severity: 'error',
  title: 'new pods are to be warmed up without aggression',
  why: 'Istio\'s webhook refuses the object. `aggression` is the exponent by which the share of a new pod grows, and 0, which the schema takes, is none: 1 grows evenly, and is what holds '
    + 'where nothing is said.',
  fix: 'write an aggression above 0, or leave it out',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      simple: ROUND_ROBIN
      warmup: { duration: 60s, aggression: 0 }
`,
  mend: { 'aggression: 0': 'aggression: 1' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'aggression')) {
      for (const { policy: { loadBalancer: { warmup: { aggression = 1 } = {} } = {} }, path } of policiesOf(spec)) {
        // Less is refused by the schema.
        if (aggression === 0) {
          report(manifest, [...path, 'loadBalancer', 'warmup', 'aggression'], 'warms pods up with aggression 0, which is refused');
        }
      }
    }
  },
};
