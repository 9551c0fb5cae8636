import { qualifiedName } from '../../../model/entity';
import { parentsOf, routesOf } from '../../../model/gateway-api';
import { attachmentOf } from '../../../model/route-attachment';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const routeHostnameNotOnListener: Rule = {
  id: 'route-hostname-not-on-listener',
  severity: 'error',
  title: 'no hostname of a route is one of the listeners that it is attached to',
  why: 'The route is attached to nothing and takes no request. A route and a listener need one name in common; a wildcard stands for one part at '
    + 'least, so `*.example.com` is not `example.com`.',
  fix: 'give the route a hostname of the listener, or a listener the hostname of the route',
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
    - { name: http, port: 80, protocol: HTTP, hostname: "*.example.org" }
`,
  mend: { '*.example.org': '*.example.com' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const parent of parentsOf(route)) {
        const attachment = attachmentOf(mesh, parent);
        if (attachment?.refusal === 'hostname') {
          const there = attachment.listeners.map(({ name = '', hostname = '' }) => `'${name}' has '${hostname}'`).join(', ');
          report(route.manifest, ['spec', 'hostnames'],
            `has ${quoted(route.spec.hostnames ?? [])}, and of Gateway '${qualifiedName(attachment.gateway)}' listener ${there}`, { others: [attachment.gateway.manifest] });
        }
      }
    }
  },
};
