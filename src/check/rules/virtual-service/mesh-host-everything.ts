import { isInMesh } from '../../../model/virtual-service';
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
    for (const service of mesh.virtualServices) {
      const at = (service.spec.hosts ?? []).indexOf('*');
      if (at >= 0 && isInMesh(service)) {
        report(service.manifest, ['spec', 'hosts', at], `is for host '*' and ${service.spec.gateways?.length ? 'for \'mesh\'' : 'names no gateways'}, which is refused`);
      }
    }
  },
};
