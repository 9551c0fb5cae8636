import { isDnsLabel, isDomainOrWildcard } from '../../../model/host-syntax';
import { Destination } from '../../../model/specs';
import { destinationsOf } from '../../../model/virtual-service';
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
    for (const service of mesh.virtualServices) {
      for (const { destination, path } of destinationsOf(service, mesh.clusterDomain)) {
        problemsOf(destination).forEach(([field, text]) => report(service.manifest, [...path, ...field], `${text}, which is refused`));
      }
    }
  },
};

function problemsOf({ host = '', subset, port }: Destination): readonly (readonly [field: readonly string[], text: string])[] {
  return [
    // Without a host, or for all of them: destination-host-empty.
    ...host === '' || host === '*' || isDomainOrWildcard(host) ? [] : [[['host'], `routes to '${host}', which is no name of DNS`] as const],
    ...subset === undefined || subset === '' || isDnsLabel(subset) ? [] : [[['subset'], `routes to subset '${subset}', and names are of letters, digits and dashes, up to 63`] as const],
    ...port === undefined || isPort(port.number) ? []
      : [[port.number === undefined ? ['port'] : ['port', 'number'], port.number === undefined ? 'routes to a port without a number' : `routes to port ${port.number}`] as const],
  ];
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 1 && port <= 65535;
}
