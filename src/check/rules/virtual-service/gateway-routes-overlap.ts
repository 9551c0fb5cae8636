import { FieldPath } from '../../../manifests/locate';
import { gatewayNamed, hostsOfServer } from '../../../model/bound-gateways';
import { CoverIndex } from '../../../model/cover-index';
import { Entity, qualifiedName } from '../../../model/entity';
import { hostsOverlap } from '../../../model/hosts';
import { coversRequests, takesEveryRequest } from '../../../model/http-match';
import { HttpMatch, VirtualServiceSpec } from '../../../model/istio-specs';
import { gatewaysOf, hostsOf, isDelegate, MESH } from '../../../model/virtual-service';
import { isVisibleIn, visibilityOf } from '../../../model/visibility';
import { Rule } from '../../rule';

export const gatewayRoutesOverlap: Rule = {
  id: 'gateway-routes-overlap',
  severity: 'warning',
  title: 'VirtualServices of one host at a gateway take the same requests',
  why: 'A gateway puts the routes of all VirtualServices of a host one after the other, those of the oldest first; only what takes every request stands at the end. Where one '
    + 'takes the requests of another, it depends on their age which of them has them: it may be another one in each cluster, and change when one is deleted and made anew.',
  fix: 'put routes that overlap into one VirtualService, in the order in which they are meant',
  codes: ['KIA1106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - match:
        - uri: { prefix: /api }
      route:
        - destination: { host: shop.shop.svc.cluster.local, port: { number: 80 } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - match:
        - uri: { prefix: /api/cart }
      route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { 'prefix: /api/cart': 'prefix: /cart' },

  check(mesh, report) {
    const places = new Map<string, Taking[]>();
    mesh.virtualServicesWith('gateways').forEach((service, order) => {
      const { spec: { exportTo, http = [] }, namespace } = service;
      const visibility = visibilityOf(exportTo, namespace, mesh.exportedByDefault('defaultVirtualServiceExportTo'));
      for (const gateway of http.length === 0 || isDelegate(service) ? [] : gatewaysOf(service)) {
        if (gateway !== MESH && isVisibleIn(visibility, gateway.split('/')[0])) {
          const found = gatewayNamed(mesh, gateway, namespace);
          const open = found?.spec.servers?.flatMap(server => hostsOfServer(server, found.namespace, namespace));
          for (const host of new Set(hostsOf(service, mesh.clusterDomain).filter(one => open?.some(other => hostsOverlap(other, one)) ?? true))) {
            const key = `${gateway} ${host}`;
            const known = places.get(key) ?? [];
            places.set(key, known);
            known.push({ service, order });
          }
        }
      }
    });
    const said = new Set<string>();
    for (const [key, services] of places) {
      const [gateway, host] = key.split(' ');
      const index = new CoverIndex<Taken>([gateway]);
      const all = services.length > 1 ? services.flatMap(one => takenBy(one, gateway)) : [];
      all.filter(({ delegates }) => !delegates).forEach(taken => index.add(taken.match, taken));
      for (const taken of all) {
        const { service, order, match, path, last } = taken;
        const found = index.find(match, other => other.order !== order && (!other.last || last));
        const pair = found && `${order} ${found.order}`;
        // What is the same for both is said of the second.
        if (!found || said.has(pair!) || (found.order > order && coversRequests(match, found.match, [gateway]))) {
          continue;
        }
        said.add(pair!);
        report(service.manifest, path, `takes requests for host '${host}' at Gateway '${gateway}' that VirtualService '${qualifiedName(found.service)}' takes too: the older one has them`, {
          others: [found.service.manifest],
        });
      }
    }
  },
};

interface Taking {
  readonly service: Entity<VirtualServiceSpec>;
  readonly order: number;
}

interface Taken extends Taking {
  readonly match: HttpMatch;
  readonly path: FieldPath;
  /** Whether it stands behind all others. */
  readonly last: boolean;
  readonly delegates: boolean;
}

function takenBy({ service, order }: Taking, gateway: string): readonly Taken[] {
  return (service.spec.http ?? []).flatMap(({ match = [], delegate }, at) => (match.length > 0 ? match : [{} as HttpMatch])
    .flatMap((one, index) => one.gateways && one.gateways.length > 0 && !one.gateways.includes(gateway) ? [] : [{
      service,
      order,
      match: { ...one, gateways: undefined },
      last: takesEveryRequest(one),
      delegates: delegate !== undefined,
      path: ['spec', 'http', at, ...match.length > 0 ? ['match', index] : []],
    }]));
}
