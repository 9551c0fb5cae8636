import { gatewaysOf, isDelegate, matchesOf, qualifiedGateway } from '../../../model/virtual-service';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const matchGatewayNotNamed: Rule = {
  id: 'match-gateway-not-named',
  severity: 'warning',
  title: 'a match names a gateway that the VirtualService does not name',
  why: 'The routes of a VirtualService go to the gateways of `spec.gateways` only, and without these to sidecars only (`mesh`). A condition for another gateway is never met there: '
    + 'its route is left out, and requests go to the next one.',
  fix: 'add the gateway to spec.gateways, or take it out of the match',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - match:
        - gateways: [mesh]
      route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { '[edge/public]': '[edge/public, mesh]' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('gateways')) {
      // A delegate is at the gateways of those who delegate to it.
      const named = gatewaysOf(service);
      for (const { match: { gateways = [] }, path } of isDelegate(service) ? [] : matchesOf(service)) {
        gateways.forEach((gateway, at) => {
          if (!named.includes(qualifiedGateway(gateway, service.namespace))) {
            report(service.manifest, [...path, 'gateways', at], `matches requests at gateway '${gateway}', and the VirtualService is for ${quoted(named)}`);
          }
        });
      }
    }
  },
};
