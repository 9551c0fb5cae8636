import { GATEWAY_API, parentsOf, RouteParent, routesOf } from '../../../model/gateway-api';
import { qualifiedHost } from '../../../model/hosts';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { Rule } from '../../rule';

export const routeParentNotFound: Rule = {
  id: 'route-parent-not-found',
  severity: 'error',
  title: 'a route of the Gateway API names a Gateway or Service that is not there',
  why: 'The route is attached to nothing and takes no request. A parent without `namespace` is looked for in the namespace of the route, and '
    + 'without `kind` it is a Gateway '
    + 'of the Gateway API: a Gateway of Istio\'s own API cannot be one.',
  fix: 'name the Gateway, with its namespace if that is another one',
  codes: ['KIA1401', 'KIA1402'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: edge }
spec:
  parentRefs:
    - { name: ingress }
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
  mend: { '{ name: ingress }': '{ name: public }' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      for (const parent of parentsOf(route)) {
        const problem = problemOf(mesh, parent);
        if (problem) {
          report(route.manifest, [...parent.path, 'name'], problem);
        }
      }
    }
  },
};

function problemOf(mesh: Mesh, { kind, namespace, name }: RouteParent): string | undefined {
  if (kind === KINDS.gateway) {
    return `is for Gateway '${namespace}/${name}' of ${KINDS.gateway.split('/')[0]}, to which routes cannot be attached`;
  }
  if (kind === KINDS.service && mesh.isAbsent(qualifiedHost(name, namespace, mesh.clusterDomain)) && !name.includes('.')) {
    return `is for calls of Service '${namespace}/${name}', which is not there`;
  }
  if (kind !== `${GATEWAY_API}/Gateway` || mesh.objects.find(KINDS.k8sGateway, namespace, name)) {
    return undefined;
  }
  if (!mesh.holdsAppsOf(namespace) && !namespacesWithGateway(mesh).has(namespace)) {
    return undefined;
  }
  const meant = gatewaysByName(mesh).get(name);
  return `is for Gateway '${namespace}/${name}', which is not there${meant === undefined ? '' : `; '${meant}/${name}' is meant, perhaps`}`;
}

function namespacesWithGateway(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces with gateways', () => new Set(mesh.objects.of(KINDS.k8sGateway).map(({ namespace }) => namespace)));
}

function gatewaysByName(mesh: Mesh): ReadonlyMap<string, string> {
  return mesh.once('namespaces of gateways by name', () => new Map(mesh.objects.of(KINDS.k8sGateway).map(({ name, namespace }) => [name, namespace])));
}
