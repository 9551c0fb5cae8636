import { labelsOf } from '../../../model/metadata';
import { hostsOf, isInMesh } from '../../../model/virtual-service';
import { Rule } from '../../rule';

const WAYPOINT = 'istio.io/use-waypoint';

export const noWaypointForRoutes: Rule = {
  id: 'no-waypoint-for-routes',
  severity: 'warning',
  title: 'routes of HTTP are for a service of ambient mode without a waypoint',
  why: 'In ambient mode only waypoints read HTTP. Without one, ztunnel takes requests to the service as they come, and routes, timeouts and retries do nothing.',
  fix: 'label the Service or its namespace istio.io/use-waypoint, with the name of a waypoint',
  codes: ['KIA1109', 'KIA1113'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - timeout: 2s
      route:
        - destination: { host: cart }
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop, labels: { istio.io/waypoint-for: service } }
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - { name: mesh, port: 15008, protocol: HBONE }
`,
  mend: { 'name: cart\n  namespace: shop\n': 'name: cart\n  namespace: shop\n  labels: { istio.io/use-waypoint: waypoint }\n' },

  check(mesh, report) {
    // Sidecars of other namespaces read HTTP by themselves.
    if ([...mesh.namespaces.values()].some(({ injected }) => injected)) {
      return;
    }
    for (const service of mesh.virtualServices.filter(isInMesh).filter(({ spec: { http = [] } }) => http.length > 0)) {
      hostsOf(service, mesh.clusterDomain).forEach((host, at) => {
        const found = mesh.hostsCalled(host).find(one => one.host === host)?.service;
        const namespace = found && mesh.namespaces.get(found.namespace);
        const waypoint = found && (labelsOf(found.manifest.json)[WAYPOINT] ?? namespace?.labels[WAYPOINT]);
        if (namespace?.ambient && (waypoint === undefined || waypoint === 'none')) {
          report(service.manifest, ['spec', 'hosts', at], `has routes of HTTP for host '${host}', which is in ambient mode and has no waypoint`, { others: [found!.manifest] });
        }
      });
    }
  },
};
