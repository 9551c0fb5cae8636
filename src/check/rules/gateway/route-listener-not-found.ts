import { qualifiedName } from '../../../model/entity';
import { parentsOf, routesOf } from '../../../model/gateway-api';
import { attachmentOf } from '../../../model/route-attachment';
import { Rule } from '../../rule';

export const routeListenerNotFound: Rule = {
  id: 'route-listener-not-found',
  severity: 'error',
  title: 'a route of the Gateway API names a listener that its Gateway does not have',
  why: 'The route is attached to nothing and takes no request. `sectionName` is the name of a listener and `port` its port; with both, one '
    + 'listener must have them.',
  fix: 'name a listener of the Gateway, or none to attach the route to all of them',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: edge }
spec:
  parentRefs:
    - { name: public, sectionName: https }
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
  mend: { 'sectionName: https': 'sectionName: http' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const parent of parentsOf(route)) {
        const attachment = attachmentOf(mesh, parent);
        if (attachment?.refusal === 'listener') {
          const { sectionName, port } = parent.ref;
          const wanted = [...sectionName ? [`listener '${sectionName}'`] : [], ...port ? [`port ${port}`] : []].join(' at ');
          const there = attachment.listeners.map(listener => `'${listener.name ?? ''}' at port ${listener.port ?? 0}`).join(', ') || 'none';
          report(route.manifest, [...parent.path, sectionName ? 'sectionName' : 'port'],
            `is for ${wanted || 'a listener'} of Gateway '${qualifiedName(attachment.gateway)}', which has ${there}`, { others: [attachment.gateway.manifest] });
        }
      }
    }
  },
};
