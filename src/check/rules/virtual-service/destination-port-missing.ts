import { gatewayNamed } from '../../../model/bound-gateways';
import { portsAt } from '../../../model/route-ports';
import { routedDestinations } from '../../../model/routed-destinations';
import { ServiceHost } from '../../../model/service-host';
import { gatewaysOf, isDelegate, MESH } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const destinationPortMissing: Rule = {
  id: 'destination-port-missing',
  severity: 'error',
  title: 'a destination with several ports is named without one',
  why: 'A destination without a port means the only port of its host. A host of several is called at the port at which the request came: at a gateway that is the port of the '
    + 'Gateway\'s server, 80 or 443. Where the host has no such port, proxies know no cluster and answer with 503.',
  fix: 'name the port (destination.port.number)',
  codes: ['IST0112'],
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
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 8080 }
    - { name: http-admin, port: 9090 }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  selector: { istio: public }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`,
  mend: { 'host: cart.shop.svc.cluster.local': 'host: cart.shop.svc.cluster.local\n            port: { number: 8080 }' },

  check(mesh, report) {
    for (const { service, destination, host, path, route, known } of routedDestinations(mesh)) {
      if (destination.port?.number !== undefined || countPorts(known) < 2 || isDelegate(service)) {
        continue;
      }
      const hosts = mesh.hostsNamed(host, service.namespace);
      const ports = [...new Set(hosts.flatMap(named => named.ports.map(({ number }) => number)))];
      if (ports.length < 2) {
        continue;
      }
      const matches = service.spec[route]?.[Number(path[2])]?.match ?? [];
      // Where each condition names a port, requests come at these only.
      const matched = matches.length > 0 && matches.every(({ port }) => port) ? matches.map(({ port }) => port!) : undefined;
      for (const gateway of gatewaysOf(service)) {
        const come = [...portsAt(mesh, service, gateway, route) ?? []].filter(port => matched?.includes(port) ?? true);
        const astray = come.filter(port => !ports.includes(port));
        if (astray.length > 0 && matches.every(({ gateways = [] }) => gateways.length === 0)) {
          const others = [...hosts.map(named => named.service ?? named.entry), gatewayNamed(mesh, gateway, service.namespace)];
          const where = gateway === MESH ? 'in the mesh' : `at Gateway '${gateway}'`;
          report(service.manifest, path, `routes to '${host}', which has ports ${ports.join(', ')}, without saying to which, and requests come at port ${astray.join(', ')} ${where}`, {
            others: others.flatMap(other => other?.manifest ?? []),
          });
          break;
        }
      }
    }
  },
};

function countPorts(hosts: readonly ServiceHost[]): number {
  return hosts.reduce((count, { ports }) => count + ports.length, 0);
}
