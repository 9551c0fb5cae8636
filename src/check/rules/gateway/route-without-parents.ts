import { routesOf } from '../../../model/gateway-api';
import { Rule } from '../../rule';

export const routeWithoutParents: Rule = {
  id: 'route-without-parents',
  severity: 'warning',
  title: 'a route of the Gateway API names no parent',
  why: 'The schema allows it, and nobody reads such a route: it takes no request of a gateway and none within the mesh.',
  fix: 'name in parentRefs the Gateway, or the Service for calls within the mesh',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  hostnames: [shop.example.com]
  rules:
    - backendRefs:
        - { name: shop, port: 80 }
`,
  mend: { '  hostnames:': '  parentRefs:\n    - { name: public, namespace: edge }\n  hostnames:' },

  check(mesh, report) {
    for (const { manifest, spec: { parentRefs = [] } } of routesOf(mesh)) {
      if (parentRefs.length === 0) {
        report(manifest, ['spec', 'parentRefs'], 'names no parent');
      }
    }
  },
};
