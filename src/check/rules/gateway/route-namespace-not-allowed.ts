import { qualifiedName } from '../../../model/entity';
import { parentsOf, routesOf } from '../../../model/gateway-api';
import { attachmentOf } from '../../../model/route-attachment';
import { Rule } from '../../rule';

export const routeNamespaceNotAllowed: Rule = {
  id: 'route-namespace-not-allowed',
  severity: 'error',
  title: 'a Gateway takes no routes from the namespace of a route',
  why: 'The route is attached to nothing and takes no request. A listener that says nothing takes routes of the Gateway\'s own namespace only.',
  fix: 'allow the namespace at the listener (allowedRoutes.namespaces), or put the route beside the Gateway',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs:
    - { name: public, namespace: edge }
  hostnames: [shop.example.com]
  rules:
    - backendRefs:
        - { name: shop, namespace: shop, port: 80 }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
`,
  mend: { '{ name: http, port: 80, protocol: HTTP }': '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const parent of parentsOf(route)) {
        const attachment = attachmentOf(mesh, parent);
        if (attachment?.refusal === 'namespace') {
          const there = attachment.listeners.map(({ name = '', allowedRoutes }) => {
            const from = allowedRoutes?.namespaces?.from;
            return `'${name}' ${from === 'Selector' ? 'selects namespaces with other labels' : 'takes routes of its own namespace'}`;
          }).join(', ');
          report(route.manifest, [...parent.path, 'namespace'],
            `is of namespace '${route.namespace}', and of Gateway '${qualifiedName(attachment.gateway)}' listener ${there}`, { others: [attachment.gateway.manifest] });
        }
      }
    }
  },
};
