import { claimsMatched } from '../../../model/jwt-claims';
import { MESH } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const jwtClaimNotAtGateway: Rule = {
  id: 'jwt-claim-not-at-gateway',
  severity: 'error',
  title: 'a route by a claim of a token is not at a gateway only',
  why: 'Istio routes by claims of tokens (`@request.auth.claims`) at gateways only, and refuses a VirtualService that has such a match and is for the mesh, which every one is that '
    + 'names no gateways.',
  fix: 'make a VirtualService of its own of it that names Gateways and not mesh',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - headers:
            '@request.auth.claims.group': { exact: beta }
      route:
        - destination: { host: cart-beta.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { 'hosts: [cart]': 'hosts: [shop.example.com]\n  gateways: [edge/public]' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('headers', 'withoutHeaders')) {
      const { gateways = [] } = service.spec;
      const [first] = gateways.length === 0 || gateways.includes(MESH) ? claimsMatched(service) : [];
      if (first) {
        report(service.manifest, first.path, `matches '${first.name}', a claim of a token, and is ${gateways.length === 0 ? 'at no gateway' : 'for \'mesh\' too'}: it is refused`);
      }
    }
  },
};
