import { backendsOf, routesOf } from '../../../model/gateway-api';
import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { hostOfService } from '../../../model/service-host';
import { Rule } from '../../rule';

export const routeBackendPortNotFound: Rule = {
  id: 'route-backend-port-not-found',
  severity: 'error',
  title: 'a route of the Gateway API leads to a port that the Service does not have',
  why: 'Proxies have no cluster for the port, and requests of the route are answered with 503. It is the port of the Service, not the one of its '
    + 'pods.',
  fix: 'use a port of the Service',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs:
    - { name: public, namespace: edge }
  rules:
    - backendRefs:
        - { name: shop, port: 8080 }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: shop }
spec:
  selector: { app: shop }
  ports:
    - { name: http, port: 80, targetPort: 8000 }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: shop, labels: { app: shop } }
spec:
  containers:
    - { name: shop, image: "registry.example.com/shop:1" }
`,
  mend: { 'port: 8080': 'port: 80' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const { kind, namespace, name, ref: { port }, path } of backendsOf(route)) {
        const service = kind === KINDS.service && port !== undefined ? mesh.objects.find<ServiceSpec>(KINDS.service, namespace, name) : undefined;
        if (!service || service.spec.type === 'ExternalName') {
          continue;
        }
        const { ports } = hostOfService(service, mesh.clusterDomain);
        if (!ports.some(({ number }) => number === port)) {
          const there = ports.map(({ number, targetPort }) => `${number}${targetPort === port ? ` (to port ${port} of its pods)` : ''}`).join(', ') || 'none';
          report(route.manifest, [...path, 'port'], `routes to port ${port} of Service '${namespace}/${name}', which has ${there}`, { others: [service.manifest] });
        }
      }
    }
  },
};
