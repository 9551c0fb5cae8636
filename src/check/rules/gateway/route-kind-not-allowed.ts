import { qualifiedName } from '../../../model/entity';
import { parentsOf, routesOf } from '../../../model/gateway-api';
import { attachmentOf, kindsOf } from '../../../model/route-attachment';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const routeKindNotAllowed: Rule = {
  id: 'route-kind-not-allowed',
  severity: 'error',
  title: 'no listener of its Gateway takes a route of this kind',
  why: 'The route is attached to nothing and takes no request. Listeners of HTTP and HTTPS take HTTPRoutes and GRPCRoutes, those of TLS take '
    + 'TLSRoutes, those of TCP (and of TLS that the Gateway ends) TCPRoutes, and `allowedRoutes.kinds` leaves only some of these.',
  fix: 'attach the route to a listener of its protocol, or let the listener take its kind',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: edge }
spec:
  parentRefs:
    - { name: public }
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
    - { name: postgres, port: 5432, protocol: TCP }
`,
  mend: { '{ name: postgres, port: 5432, protocol: TCP }': '{ name: http, port: 80, protocol: HTTP }' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const parent of parentsOf(route)) {
        const attachment = attachmentOf(mesh, parent);
        if (attachment?.refusal === 'kind') {
          const there = attachment.listeners.map(listener => `'${listener.name ?? ''}' of ${listener.protocol ?? ''} takes ${quoted(kindsOf(listener)) || 'none'}`).join(', ');
          report(route.manifest, parent.path, `is of kind ${route.manifest.kind}, and of Gateway '${qualifiedName(attachment.gateway)}' listener ${there}`,
            { others: [attachment.gateway.manifest] });
        }
      }
    }
  },
};
