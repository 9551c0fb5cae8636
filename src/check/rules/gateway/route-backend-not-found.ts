import { backendsOf, RouteBackend, routesOf } from '../../../model/gateway-api';
import { qualifiedHost } from '../../../model/hosts';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { Rule } from '../../rule';

export const routeBackendNotFound: Rule = {
  id: 'route-backend-not-found',
  severity: 'error',
  title: 'a route of the Gateway API leads to a Service that is not there',
  why: 'Requests of the route, or the share of them that its weight gives the backend, are answered with 500. A backend is the name of a Service, '
    + 'not its host, and without '
    + '`namespace` it is beside the route.',
  fix: 'name a Service, with its namespace if that is another one',
  codes: ['KIA1402'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs:
    - { name: public, namespace: edge }
  rules:
    - backendRefs:
        - { name: shop.shop.svc.cluster.local, port: 80 }
`,
  mend: { 'shop.shop.svc.cluster.local': 'shop' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const backend of backendsOf(route)) {
        const problem = problemOf(mesh, backend);
        if (problem) {
          report(route.manifest, [...backend.path, 'name'], problem);
        }
      }
    }
  },
};

function problemOf(mesh: Mesh, { kind, name, namespace }: RouteBackend): string | undefined {
  if (kind === 'networking.istio.io/Hostname') {
    return mesh.isAbsent(name) ? `routes to host '${name}', which no Service and no ServiceEntry has` : undefined;
  }
  if (kind !== KINDS.service || name === '') {
    return undefined;
  }
  if (name.includes('.')) {
    return `routes to '${name}', which is a host and not the name of a Service`;
  }
  return mesh.isAbsent(qualifiedHost(name, namespace, mesh.clusterDomain)) ? `routes to Service '${namespace}/${name}', which is not there` : undefined;
}
