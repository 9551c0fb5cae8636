import { isGeneratedGateway } from '../../../model/bound-gateways';
import { isDnsLabel, isDomain } from '../../../model/host-syntax';
import { matchesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const gatewayNameRefused: Rule = {
  id: 'gateway-name-refused',
  severity: 'error',
  title: 'a VirtualService names a Gateway by what is no name',
  why: 'Istio\'s webhook refuses the object. A Gateway is named by its own name, or by `namespace/name`, where both are of letters, digits and dashes: no wildcard, no `./`, nothing '
    + 'left out on either side of the slash.',
  fix: 'write \'namespace/name\', or the name alone for a Gateway of the same namespace',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: ['*/public']
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { "'*/public'": 'edge/public' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('gateways')) {
      const lists = [{ match: service.spec, path: ['spec'] }, ...matchesOf(service)];
      for (const { match: { gateways = [] }, path } of lists) {
        // Istio looks at no name behind the first one that has no namespace.
        const alone = gateways.findIndex(gateway => !gateway.includes('/'));
        gateways.slice(0, alone < 0 ? undefined : alone + 1).forEach((gateway, at) => {
          // Those that Istio generated are another mistake.
          if (!isGatewayName(gateway) && !isGeneratedGateway(gateway)) {
            report(service.manifest, [...path, 'gateways', at], `names Gateway '${gateway}', which is no name: it is refused`);
          }
        });
      }
    }
  },
};

function isGatewayName(gateway: string): boolean {
  const slash = gateway.indexOf('/');
  return slash < 0 ? isDomain(gateway) : isDnsLabel(gateway.slice(0, slash)) && isDnsLabel(gateway.slice(slash + 1));
}
