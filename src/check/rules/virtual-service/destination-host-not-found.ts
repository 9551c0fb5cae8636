import { isDomainOrWildcard } from '../../../model/host-syntax';
import { strayDestinations } from '../../../model/routed-destinations';
import { Rule } from '../../rule';

export const destinationHostNotFound: Rule = {
  id: 'destination-host-not-found',
  severity: 'error',
  title: 'a route leads to a host that the mesh does not know',
  why: 'Proxies have no cluster for the host and answer with 503. A host with a dot in it is taken as it is: `reviews.shop` is no service of namespace shop, '
    + '`reviews.shop.svc.cluster.local` is.',
  fix: 'write the fully qualified host of a Service, or add a ServiceEntry for a host outside of the mesh',
  codes: ['IST0101', 'KIA1101'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: { host: reviews.shop }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'host: reviews.shop': 'host: reviews' },

  check(mesh, report) {
    for (const { service, host, path } of strayDestinations(mesh)) {
      // What is no host at all is another mistake.
      if (host !== '*' && mesh.isAbsent(host) && isDomainOrWildcard(host)) {
        const whole = `${host}.svc.${mesh.clusterDomain}`;
        const meant = mesh.hostsCalled(whole).length > 0 ? `; '${whole}' is meant, perhaps` : '';
        report(service.manifest, [...path, 'host'], `routes to '${host}', which no Service and no ServiceEntry has${meant}`);
      }
    }
  },
};
