import { VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesOf } from '../../../model/traffic-policies';
import { sharesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const destinationRepeated: Rule = {
  id: 'destination-repeated',
  severity: 'warning',
  title: 'a route has the same destination twice',
  why: 'Both entries send requests to the same pods, with the sum of their weights. It is mostly a copy of which the subset was not changed, so that another version gets nothing.',
  fix: 'correct the subset or host of one of them, or put them together',
  codes: ['KIA1105'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, subset: v1 }
          weight: 90
        - destination: { host: cart, subset: v1 }
          weight: 10
`,
  mend: { 'host: cart, subset: v1': 'host: cart, subset: v2' },

  check(mesh, report) {
    for (const service of mesh.havingSeveral<VirtualServiceSpec>(KINDS.virtualService, 'route')) {
      for (const { route, path } of sharesOf(service)) {
        const seen = new Map<string, number>();
        route.forEach(({ destination: { host = '', subset = '', port } = {}, headers }, at) => {
          // What changes headers in another way is another destination.
          const key = JSON.stringify([mesh.qualified(host, service.namespace), subset, port?.number, headers]);
          const first = seen.get(key);
          if (first === undefined) {
            seen.set(key, at);
          } else if (host !== '' && !hashes(mesh, mesh.qualified(host, service.namespace))) {
            const what = `'${mesh.qualified(host, service.namespace)}'${subset ? `, subset '${subset}'` : ''}`;
            report(service.manifest, [...path, at, 'destination'], `routes to ${what}, to which route[${first}] goes too`);
          }
        });
      }
    }
  },
};

/** Where Envoy hashes for a route with several destinations, it does so once for each: a second one that is the same does no harm, and may be meant. */
function hashes(mesh: Mesh, host: string): boolean {
  return mesh.destinationRules.for(host).some(({ rule }) => policiesOf(rule.spec).some(({ policy }) => policy.loadBalancer?.consistentHash));
}
