import { hostsOverlap } from '../../../model/hosts';
import { VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

/** More hosts than that are compared by their texts only. */
const FEW = 200;

export const hostRepeated: Rule = {
  id: 'host-repeated',
  severity: 'error',
  title: 'a VirtualService has a host twice',
  why: 'Istio refuses a VirtualService that names a host twice, or a host and a wildcard that it is within: `shop.example.com` beside `*.example.com`.',
  fix: 'delete the host that the other one contains',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com, '*.example.com']
  gateways: [edge/public]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { "[shop.example.com, '*.example.com']": "['*.example.com']" },

  check(mesh, report) {
    for (const { spec: { hosts = [] }, manifest } of mesh.havingSeveral<VirtualServiceSpec>(KINDS.virtualService, 'hosts')) {
      const first = new Map(hosts.map((host, at) => [host, at] as const).reverse());
      hosts.forEach((host, at) => {
        const other = hosts.length > FEW ? first.get(host)! : hosts.findIndex(one => hostsOverlap(one, host));
        if (other < at) {
          report(manifest, ['spec', 'hosts', at], `has host '${host}', ${host === hosts[other] ? 'which stands there twice' : `and '${hosts[other]}' too`}: it is refused`);
        }
      });
    }
  },
};
