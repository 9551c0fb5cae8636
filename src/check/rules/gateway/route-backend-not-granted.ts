import { backendsOf, isGranted, parentsOf, routesOf } from '../../../model/gateway-api';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { Rule } from '../../rule';

export const routeBackendNotGranted: Rule = {
  id: 'route-backend-not-granted',
  severity: 'error',
  title: 'a route of the Gateway API leads to a Service of another namespace that does not allow it',
  why: 'Requests of the route are answered with 500. A Service of another namespace can be a backend only if a ReferenceGrant of that namespace '
    + 'lets routes of this kind '
    + 'from this namespace name it. Said where Services, workloads or ReferenceGrants of that namespace were given.',
  fix: 'add a ReferenceGrant to the namespace of the Service, or put the route there',
  codes: ['KIA1402'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: edge }
spec:
  parentRefs:
    - { name: public }
  rules:
    - backendRefs:
        - { name: shop, namespace: shop, port: 80 }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: edge, namespace: shop }
spec:
  from:
    - { group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: edge }
  to:
    - { group: "", kind: Service }
`,
  mend: { 'kind: GRPCRoute': 'kind: HTTPRoute' },

  check(mesh, report) {
    for (const route of routesOf(mesh)) {
      // Calls within the mesh need no grant.
      if (!parentsOf(route).some(({ kind }) => kind === KINDS.k8sGateway)) {
        continue;
      }
      const from = { kind: `gateway.networking.k8s.io/${route.manifest.kind}`, namespace: route.namespace };
      for (const { kind, namespace, name, path } of backendsOf(route)) {
        const grants = grantsKnown(mesh, namespace);
        if (kind === KINDS.service && namespace !== route.namespace && grants !== undefined && !isGranted(mesh, from, { kind, namespace, name })) {
          report(route.manifest, [...path, 'namespace'],
            `routes to Service '${namespace}/${name}', and ${grants ? 'no' : 'there is no'} ReferenceGrant of namespace '${namespace}'${grants ? ' lets it' : ''}`);
        }
      }
    }
  },
};

/** Whether there is a grant in a namespace; undefined where that is not known. */
function grantsKnown(mesh: Mesh, namespace: string): boolean | undefined {
  const has = mesh.once('namespaces with grants', () => new Set(mesh.objects.of(KINDS.referenceGrant).map(grant => grant.namespace))).has(namespace);
  return has || mesh.holdsAppsOf(namespace) ? has : undefined;
}
