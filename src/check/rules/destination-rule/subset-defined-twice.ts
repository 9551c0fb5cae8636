import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const subsetDefinedTwice: Rule = {
  id: 'subset-defined-twice',
  severity: 'error',
  title: 'two subsets of a DestinationRule have the same name',
  why: 'Istio\'s webhook refuses the object: routes could not tell the two apart. Nothing of what is applied with it changes.',
  fix: 'give each subset a name of its own',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - name: v1
      labels: { version: v1 }
    - name: v1
      labels: { version: v2 }
`,
  mend: { 'name: v1\n      labels: { version: v2 }': 'name: v2\n      labels: { version: v2 }' },

  check(mesh, report) {
    for (const { manifest, spec: { subsets = [] } } of mesh.havingSeveral<DestinationRuleSpec>(KINDS.destinationRule, 'subsets')) {
      const first = new Map<string, number>();
      subsets.forEach(({ name }, at) => {
        if (name !== undefined && first.has(name)) {
          report(manifest, ['spec', 'subsets', at, 'name'], `defines subset '${name}' again, which spec.subsets[${first.get(name)}] defines`);
        } else if (name !== undefined) {
          first.set(name, at);
        }
      });
    }
  },
};
