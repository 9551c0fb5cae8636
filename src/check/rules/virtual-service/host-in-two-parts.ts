import { strayHosts } from '../../../model/virtual-service-hosts';
import { Rule } from '../../rule';

/** A service and its namespace, and perhaps what says that it is a service. */
const TWO_PARTS = /^[^.]*\.[^.]*(\.svc)?$/;

export const hostInTwoParts: Rule = {
  id: 'host-in-two-parts',
  severity: 'warning',
  title: 'a host is a service and its namespace',
  why: 'Only names without a dot are completed. `reviews.shop` is a host of its own: at best, requests at port 80 that clients send to that very name take its routes; those to `reviews` '
    + 'and to the whole name do not.',
  fix: 'write the fully qualified host',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews.shop]
  http:
    - route:
        - destination: { host: reviews.shop.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'hosts: [reviews.shop]': 'hosts: [reviews.shop.svc.cluster.local]' },

  check(mesh, report) {
    for (const { service: { spec: { hosts = [] }, manifest }, host, at } of strayHosts(mesh)) {
      const [name, namespace] = host.split('.');
      const whole = `${name}.${namespace}.svc.${mesh.clusterDomain}`;
      // Beside the whole host it is there for callers that write it so in their requests.
      if (TWO_PARTS.test(host) && !hosts.includes(whole) && name !== '*' && mesh.hostsCalled(whole).some(one => one.host === whole)) {
        report(manifest, ['spec', 'hosts', at], `has host '${host}', which is not '${whole}'`, { fix: `write '${whole}'` });
      }
    }
  },
};
