import { isInMesh } from '../../../model/virtual-service';
import { strayHosts } from '../../../model/virtual-service-hosts';
import { Rule } from '../../rule';

export const meshHostEverything: Rule = {
  id: 'mesh-host-everything',
  severity: 'error',
  title: 'a VirtualService is for all hosts in the mesh',
  why: 'Istio takes host `*` at gateways only, and refuses a VirtualService with it that is for the mesh, which every one is that names no gateways.',
  fix: 'name the hosts, or the gateways without mesh',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: ['*']
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { "hosts: ['*']": "hosts: ['*']\n  gateways: [edge/public]" },

  check(mesh, report) {
    for (const { service, host, at } of strayHosts(mesh)) {
      if (host === '*' && service.spec.hosts?.indexOf(host) === at && isInMesh(service)) {
        report(service.manifest, ['spec', 'hosts', at], `is for host '*' and ${service.spec.gateways?.length ? 'for \'mesh\'' : 'names no gateways'}, which is refused`);
      }
    }
  },
};
