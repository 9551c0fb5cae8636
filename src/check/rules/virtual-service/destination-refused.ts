import { isDnsLabel, isDomainOrWildcard } from '../../../model/host-syntax';
import { routedDestinations } from '../../../model/routed-destinations';
import { Rule } from '../../rule';

export const destinationRefused: Rule = {
  id: 'destination-refused',
  severity: 'error',
  title: 'a destination\'s host, subset or port is none',
  why: 'Istio\'s webhook refuses the object. The host is a name of DNS, without a scheme, a port or a path, and no address; the name of a subset is of letters, digits and '
    + 'dashes; a port, where one is named, is a number from 1 to 65535.',
  fix: 'write the host of a Service or ServiceEntry, and its port as port.number',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: 'cart.shop.svc.cluster.local:8080' }
`,
  mend: { '\'cart.shop.svc.cluster.local:8080\'': 'cart.shop.svc.cluster.local, port: { number: 8080 }' },

  check(mesh, report) {
    for (const { service: { manifest }, destination: { host = '', subset, port }, path } of routedDestinations(mesh)) {
      // Without a host, or for all of them: destination-host-empty.
      if (host !== '' && host !== '*' && !isDomainOrWildcard(host)) {
        report(manifest, [...path, 'host'], `routes to '${host}', which is no name of DNS, which is refused`);
      }
      if (subset && !isDnsLabel(subset)) {
        report(manifest, [...path, 'subset'], `routes to subset '${subset}', and names are of letters, digits and dashes, up to 63, which is refused`);
      }
      if (port?.number === undefined ? port : !isPort(port.number)) {
        report(manifest, [...path, 'port', ...port?.number === undefined ? [] : ['number']], `routes to ${port?.number === undefined ? 'a port without a number' : `port ${port.number}`}, which is refused`);
      }
    }
  },
};

function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
}
