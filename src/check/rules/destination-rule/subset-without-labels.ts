import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const subsetWithoutLabels: Rule = {
  id: 'subset-without-labels',
  severity: 'warning',
  title: 'a subset without labels stands beside subsets with labels',
  why: 'A subset without labels is all of the host: requests for it go to the pods of the other subsets too, as if the route named none. Where it has no policy of its '
    + 'own it does nothing at all.',
  fix: 'give the subset the labels of its pods, or remove it and let routes name the host alone',
  codes: ['KIA0209'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - name: v1
      labels: { version: v1 }
    - name: v2
`,
  mend: { '- name: v2\n': '- name: v2\n      labels: { version: v2 }\n' },

  check(mesh, report) {
    for (const { manifest, spec: { subsets = [] } } of mesh.havingSeveral<DestinationRuleSpec>(KINDS.destinationRule, 'subsets')) {
      const labelled = subsets.filter(({ labels = {} }) => Object.keys(labels).length > 0).map(({ name = '' }) => name);
      subsets.forEach(({ name = '', labels = {}, trafficPolicy }, at) => {
        if (Object.keys(labels).length === 0 && !trafficPolicy && labelled.length > 0) {
          report(manifest, ['spec', 'subsets', at], `has subset '${name}' without labels, so it means the pods of subset '${labelled[0]}' too`);
        }
      });
    }
  },
};
