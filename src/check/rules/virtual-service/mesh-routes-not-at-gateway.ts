import { endpointsOf, mayCarry } from '../../../model/endpoints';
import { Entity, qualifiedName } from '../../../model/entity';
import { VirtualServiceSpec } from '../../../model/istio-specs';
import { Mesh } from '../../../model/mesh';
import { destinationsOf, hostsOf, isInMesh, MESH } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const meshRoutesNotAtGateway: Rule = {
  id: 'mesh-routes-not-at-gateway',
  severity: 'warning',
  title: 'a gateway calls a host past the routes that the mesh has for it',
  why: 'The routes of a VirtualService hold at the gateways that it names. A gateway that routes to a host does not ask for the host\'s own routes in the mesh: a canary that '
    + 'splits requests there has none of those from outside, which are spread over all versions by their pods.',
  fix: 'repeat the subsets and weights in the VirtualService of the gateway, or let both delegate to the same routes (http.delegate)',
  codes: ['IST0140'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: public, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, subset: v1 }
          weight: 90
        - destination: { host: cart.shop.svc.cluster.local, subset: v2 }
          weight: 10
`,
  mend: {
    '- destination: { host: cart.shop.svc.cluster.local }': '- destination: { host: cart.shop.svc.cluster.local, subset: v1 }\n          weight: 90\n'
      + '        - destination: { host: cart.shop.svc.cluster.local, subset: v2 }\n          weight: 10',
  },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('gateways')) {
      const { gateways = [] } = service.spec;
      const own = isInMesh(service) ? hostsOf(service, mesh.clusterDomain) : [];
      const said = new Set<string>();
      const destinations = gateways.some(gateway => gateway !== MESH) ? destinationsOf(service, mesh.clusterDomain) : [];
      for (const { destination: { subset }, host, path, route, mirror } of destinations) {
        const by = splitInMesh(mesh).get(host);
        if (by && by !== service && !subset && !mirror && route === 'http' && !own.includes(host) && !said.has(host)) {
          said.add(host);
          report(service.manifest, path, `routes to '${host}' without a subset, past the subsets to which VirtualService '${qualifiedName(by)}' routes in the mesh`, { others: [by.manifest] });
        }
      }
    }
  },
};

/** VirtualServices that route to subsets of their own hosts in the mesh. */
function splitInMesh(mesh: Mesh): ReadonlyMap<string, Entity<VirtualServiceSpec>> {
  return mesh.once('hosts that are split in the mesh', () => {
    const split = new Map<string, Entity<VirtualServiceSpec>>();
    for (const service of mesh.virtualServicesWith('subset').filter(isInMesh)) {
      const hosts = new Set(hostsOf(service, mesh.clusterDomain));
      for (const { destination: { subset }, host, mirror } of destinationsOf(service, mesh.clusterDomain)) {
        if (subset && !mirror && hosts.has(host) && !split.has(host) && !isWhole(mesh, host, subset)) {
          split.set(host, service);
        }
      }
    }
    return split;
  });
}

/** Whether all that answers for a host is of a subset. */
function isWhole(mesh: Mesh, host: string, name: string): boolean {
  const endpoints = mesh.hostsCalled(host).map(one => endpointsOf(mesh, one));
  const subsets = mesh.destinationRules.for(host).flatMap(({ rule }) => rule.spec.subsets ?? []).filter(subset => subset.name === name);
  return subsets.length > 0 && endpoints.length > 0 && endpoints.every(some => some !== undefined && some.length > 0
    && some.every(one => !one.open && subsets.every(({ labels = {} }) => mayCarry(one, labels))));
}
