import { hostWithin } from '../../../model/hosts';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const sniHostNotAmongHosts: Rule = {
  id: 'sni-host-not-among-hosts',
  severity: 'error',
  title: 'a route of TLS is for a host that the VirtualService is not for',
  why: 'Istio refuses a VirtualService whose `sniHosts` are not within its `hosts`, text by text: a short name among the hosts does not mean the whole one here.',
  fix: 'add the host to spec.hosts, written the same way',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  tls:
    - match:
        - sniHosts: [www.example.com]
      route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 443 } }
`,
  mend: { 'sniHosts: [www.example.com]': 'sniHosts: [shop.example.com]' },

  check(mesh, report) {
    for (const { spec: { hosts = [], tls = [] }, manifest } of mesh.virtualServicesWith('sniHosts')) {
      tls.forEach(({ match = [] }, at) => match.forEach(({ sniHosts = [] }, index) => sniHosts.forEach((host, place) => {
        if (hosts.length > 0 && !/^outbound_|^[\d.]+$|:/.test(host) && !hosts.some(one => hostWithin(host, one))) {
          report(manifest, ['spec', 'tls', at, 'match', index, 'sniHosts', place], `routes TLS for '${host}' and has hosts ${quoted(hosts)}, which is refused`);
        }
      })));
    }
  },
};
