import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { goDuration } from '../../../schema/go-duration';
import { Rule } from '../../rule';

export const retryBudgetRefused: Rule = {
  id: 'retry-budget-refused',
  severity: 'error',
  title: 'the interval of a retry budget is no duration',
  why: 'Istio\'s webhook cannot read the object and refuses it. The schema of the kind takes any text for this duration.',
  fix: 'write a duration with its unit, as in 10s',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    retryBudget: { percent: 20, budgetInterval: "10" }
`,
  mend: { '"10"': '10s' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'budgetInterval')) {
      for (const { policy, path } of policiesOf(spec)) {
        const { budgetInterval } = policy.retryBudget ?? {};
        if (budgetInterval !== undefined && Number.isNaN(goDuration(budgetInterval))) {
          report(manifest, [...path, 'retryBudget', 'budgetInterval'], `has a retry budget for '${budgetInterval}', which is no duration: it is refused`);
        }
      }
    }
  },
};
