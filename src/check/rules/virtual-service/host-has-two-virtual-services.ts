import { Entity, qualifiedName } from '../../../model/entity';
import { clientsOverlap } from '../../../model/http-match';
import { HttpMatch, SidecarSpec, VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { hostsOf, isInMesh, MESH } from '../../../model/virtual-service';
import { repeatedHosts } from '../../../model/virtual-service-hosts';
import { visibilityOf } from '../../../model/visibility';
import { Rule } from '../../rule';

export const hostHasTwoVirtualServices: Rule = {
  id: 'host-has-two-virtual-services',
  severity: 'error',
  title: 'two VirtualServices hold for one host in the mesh',
  why: 'Sidecars do not merge VirtualServices of one host as gateways do: the HTTP routes of the oldest hold, and those of the others are ignored without a word, until the oldest is '
    + 'deleted and made anew. One that is exported to its own namespace only goes before those of others, so such a pair is fine.',
  fix: 'put the routes into one VirtualService; it may delegate to several (http.delegate)',
  codes: ['IST0109', 'KIA1106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart-timeout, namespace: shop }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - timeout: 5s
      route:
        - destination: { host: cart }
`,
  mend: { '[cart.shop.svc.cluster.local]': '[cart-legacy.shop.svc.cluster.local]' },

  check(mesh, report) {
    const shared = repeatedHosts(mesh);
    if (shared.size === 0) {
      return;
    }
    const acrossNamespaces = seesAcrossNamespaces(mesh);
    const byPlace = new Map<string, Guarded[]>();
    for (const service of mesh.virtualServices.filter(({ spec: { http = [] } }) => http.length > 0).filter(isInMesh)) {
      const hosts = hostsOf(service, mesh.clusterDomain).map(host => host.toLowerCase());
      if (!hosts.some(host => shared.has(host))) {
        continue;
      }
      const guarded = { service, guards: guardsOf(service) };
      const said = new Set<Guarded>();
      hosts.forEach((host, at) => {
        if (!shared.has(host) || hosts.indexOf(host) < at) {
          return;
        }
        for (const place of placesOf(mesh, service)) {
          const key = `${host} ${place}`;
          const known = byPlace.get(key) ?? [];
          byPlace.set(key, known);
          const first = known.slice(0, MOST)
            .find(other => (acrossNamespaces || other.service.namespace === service.namespace) && overlap(other, guarded));
          known.push(guarded);
          if (first && !said.has(first)) {
            said.add(first);
            report(service.manifest, ['spec', 'hosts', at], `has routes for host '${host}' in the mesh, and VirtualService '${qualifiedName(first.service)}' has too: only the older one holds`, {
              others: [first.service.manifest],
            });
          }
        }
      });
    }
  },
};

/** VirtualServices of one host that are for different clients; more than these are not compared with each other. */
const MOST = 100;

interface Guarded {
  readonly service: Entity<VirtualServiceSpec>;
  /** For whom the routes are. */
  readonly guards: readonly HttpMatch[];
}

function guardsOf({ spec: { http = [] } }: Entity<VirtualServiceSpec>): readonly HttpMatch[] {
  const guards = new Map<string, HttpMatch>();
  for (const { port, sourceLabels, sourceNamespace, gateways } of http.flatMap<HttpMatch>(({ match = [] }) => match.length > 0 ? match : [{}])) {
    const guard = { port, sourceLabels, sourceNamespace, gateways };
    guards.set(JSON.stringify(guard), guard);
  }
  return [...guards.values()];
}

function overlap(one: Guarded, other: Guarded): boolean {
  return one.guards.some(guard => other.guards.some(others => clientsOverlap(guard, others, MESH)));
}

/** Where VirtualServices are equals: Istio takes what is of the client's namespace and closed first, then what is exported to it, then what is for all. */
function placesOf(mesh: Mesh, { namespace, spec: { exportTo } }: Entity<VirtualServiceSpec>): readonly string[] {
  const visibility = visibilityOf(exportTo, namespace, mesh.exportedByDefault('defaultVirtualServiceExportTo'));
  return visibility === '*' ? ['everywhere'] : [...visibility].map(one => `${one === namespace ? 'own' : 'exported'} ${one}`);
}

/** Whether clients see VirtualServices of other namespaces. A Sidecar for the whole mesh may keep them from it. */
function seesAcrossNamespaces(mesh: Mesh): boolean {
  return mesh.objects.of<SidecarSpec>(KINDS.sidecar)
    .filter(({ namespace, spec: { workloadSelector } }) => namespace === mesh.rootNamespace && !workloadSelector)
    .every(({ spec: { egress = [] } }) => egress.length === 0 || egress.some(({ hosts = [] }) => hosts.some(host => host.startsWith('*/'))));
}
