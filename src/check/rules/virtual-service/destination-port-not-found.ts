import { destinationsOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const destinationPortNotFound: Rule = {
  id: 'destination-port-not-found',
  severity: 'error',
  title: 'a destination names a port that its host does not have',
  why: 'A destination\'s port is a port of the Service or ServiceEntry, not the one at which pods listen (`targetPort`). Proxies know no cluster for another one and answer with 503.',
  fix: 'name a port of the host',
  codes: ['IST0101'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - route:
        - destination:
            host: cart.shop.svc.cluster.local
            port: { number: 8080 }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80, targetPort: 8080 }
`,
  mend: { 'number: 8080': 'number: 80' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('port')) {
      for (const { destination: { port }, host, path } of destinationsOf(service, mesh.clusterDomain)) {
        const hosts = port?.number === undefined ? [] : mesh.hostsNamed(host, service.namespace);
        const ports = hosts.flatMap(named => named.ports);
        if (hosts.length > 0 && hosts.every(named => named.ports.length > 0) && !ports.some(({ number }) => number === port!.number)) {
          const meant = ports.find(({ targetPort }) => targetPort === port!.number);
          const numbers = [...new Set(ports.map(({ number }) => number))];
          report(service.manifest, [...path, 'port', 'number'], `routes to port ${port!.number} of '${host}', which has ${numbers.join(', ')}`
            + (meant ? `; ${port!.number} is the targetPort of ${meant.number}` : ''), {
            others: hosts.flatMap(named => (named.service ?? named.entry)?.manifest ?? []),
            ...meant ? { fix: `write ${meant.number}` } : {},
          });
        }
      }
    }
  },
};
