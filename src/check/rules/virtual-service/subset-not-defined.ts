import { qualifiedName } from '../../../model/entity';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { routedDestinations } from '../../../model/routed-destinations';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const subsetNotDefined: Rule = {
  id: 'subset-not-defined',
  severity: 'error',
  title: 'a route names a subset that no DestinationRule defines',
  why: 'Proxies know no endpoints of such a subset and answer every request of the route with 503. It happens when a name is misspelt, when the '
    + 'DestinationRule is of another namespace that does not export it, or when a version was retired before its routes.',
  fix: 'define the subset in the DestinationRule of the host, or correct the name',
  codes: ['IST0101', 'KIA1107'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews.shop.svc.cluster.local]
  http:
    - route:
        - destination: { host: reviews.shop.svc.cluster.local, subset: v2 }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - name: v1
      labels: { version: v1 }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews, version: v1 } }
spec:
  containers:
    - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'subset: v2': 'subset: v1' },

  check(mesh, report) {
    for (const { service, destination: { subset }, host, path, known } of routedDestinations(mesh)) {
      if (subset === undefined || subset === '' || mesh.destinationRules.for(host).some(({ rule }) => defines(rule.spec, subset))) {
        continue;
      }
      // Who calls may be of another namespace than the routes, and see a rule that is not exported to these.
      const rules = [...new Set([...mesh.destinationRules.of(host, known[0]?.namespace, service.namespace), ...mesh.destinationRules.for(host)])];
      // Who has the host has its DestinationRule, and neither was given.
      const given = known.length > 0 || (rules.length > 0 && !mesh.isAbsent(host));
      if (given && !rules.some(({ rule }) => defines(rule.spec, subset))) {
        const defined = rules.flatMap(({ rule }) => (rule.spec.subsets ?? []).flatMap(({ name }) => name ?? []));
        const where = rules.length === 0
          ? `no DestinationRule holds for that host in namespace '${service.namespace}'`
          : `DestinationRule ${quoted(rules.map(({ rule }) => qualifiedName(rule)))} defines ${defined.length === 0 ? 'none' : quoted(defined)}`;
        report(service.manifest, [...path, 'subset'], `routes to subset '${subset}' of '${host}', and ${where}`, { others: rules.map(({ rule }) => rule.manifest) });
      }
    }
  },
};

function defines({ subsets = [] }: DestinationRuleSpec, subset: string): boolean {
  return subsets.some(({ name }) => name === subset);
}
