import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { routedHosts, routedSubsets } from '../../../model/routed-subsets';
import { Rule } from '../../rule';

export const subsetPolicyUnused: Rule = {
  id: 'subset-policy-unused',
  severity: 'warning',
  title: 'a subset has a policy, and no route names the subset',
  why: 'The policy of a subset holds for requests that a route of a VirtualService sends to that subset. Requests for the host itself follow the rule\'s own '
    + 'trafficPolicy, whichever pod answers them.',
  fix: 'let a route name the subset, or move the policy to spec.trafficPolicy',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews.shop.svc.cluster.local]
  http:
    - route:
        - destination: { host: reviews.shop.svc.cluster.local }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - name: v1
      labels: { version: v1 }
      trafficPolicy:
        connectionPool: { tcp: { maxConnections: 100 } }
`,
  mend: { 'destination: { host: reviews.shop.svc.cluster.local }': 'destination: { host: reviews.shop.svc.cluster.local, subset: v1 }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { host = '', subsets = [] } } of mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
      if (!subsets.some(({ trafficPolicy }) => trafficPolicy)) {
        continue;
      }
      const qualified = mesh.qualified(host, namespace);
      const routes = routedSubsets(mesh).get(qualified);
      // Routes may be where nothing was given, unless those of the host were given, or what runs beside the rule.
      const given = routes !== undefined || (mesh.holdsAppsOf(namespace) && mesh.hostsCalled(qualified).some(one => one.namespace === namespace));
      if (!given || host.startsWith('*')) {
        continue;
      }
      // Versions come before their routes and go after them; what names no version at all forgets them.
      const severity = (routes?.size ?? 0) > 0 || (!routes && routedHosts(mesh).has(qualified)) ? 'info' : 'warning';
      subsets.forEach(({ name, trafficPolicy }, at) => {
        if (name !== undefined && trafficPolicy && !routes?.has(name)) {
          report(manifest, ['spec', 'subsets', at, 'trafficPolicy'], `has a policy for subset '${name}' of '${qualified}', and no route names the subset`, { severity });
        }
      });
    }
  },
};
