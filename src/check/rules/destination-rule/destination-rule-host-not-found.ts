import { isDomain } from '../../../model/host-syntax';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const destinationRuleHostNotFound: Rule = {
  id: 'destination-rule-host-not-found',
  severity: 'warning',
  title: 'a DestinationRule is for a host that the mesh does not know',
  why: 'Istio looks rules up by the hosts of Services and ServiceEntries, so nothing of such a rule is ever used: no TLS, no limits, no subsets. A name without dots '
    + 'means the Service in the namespace of the rule. A host with a dot in it is taken as it is: `reviews.shop` is no service of namespace shop, '
    + '`reviews.shop.svc.cluster.local` is.',
  fix: 'write the fully qualified host of a Service, or add a ServiceEntry for a host outside of the mesh',
  codes: ['IST0174', 'KIA0202'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop
  trafficPolicy:
    loadBalancer: { simple: ROUND_ROBIN }
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
metadata: { name: reviews, namespace: shop, labels: { app: reviews } }
spec:
  containers:
    - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'host: reviews.shop': 'host: reviews' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { host = '' } } of mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
      const qualified = mesh.qualified(host, namespace);
      if (!mesh.isAbsent(qualified) || !isDomain(host)) {
        continue;
      }
      const [meant] = [`${qualified}.svc.${mesh.clusterDomain}`, `${qualified}.${mesh.clusterDomain}`].filter(whole => mesh.hostsCalled(whole).length > 0);
      report(manifest, ['spec', 'host'], `is for host '${qualified}', which no Service and no ServiceEntry has${meant ? `; '${meant}' is meant, perhaps` : ''}`);
    }
  },
};
