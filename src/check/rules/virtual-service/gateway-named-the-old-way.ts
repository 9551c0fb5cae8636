import { gatewayPathsOf, qualifiedGateway } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const gatewayNamedTheOldWay: Rule = {
  id: 'gateway-named-the-old-way',
  severity: 'warning',
  title: 'a Gateway is named like a host',
  why: 'Before Gateways were named `namespace/name`, they were named like hosts: `name.namespace.svc.cluster.local`. Istio still takes the first two parts of that for name and '
    + 'namespace and drops what follows; it warns when it is applied, and a Gateway whose own name has a dot in it is never found.',
  fix: 'write \'namespace/name\'',
  codes: ['IST0133', 'KIA1108'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [public.edge.svc.cluster.local]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'public.edge.svc.cluster.local': 'edge/public' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('gateways')) {
      for (const { gateway, path } of gatewayPathsOf(service)) {
        if (gateway.includes('.') && !gateway.includes('/')) {
          const whole = qualifiedGateway(gateway, service.namespace);
          report(service.manifest, path, `names Gateway '${gateway}' like a host, which means '${whole}'`, { fix: `write '${whole}'` });
        }
      }
    }
  },
};
