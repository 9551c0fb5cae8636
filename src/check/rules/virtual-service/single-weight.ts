import { sharesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const singleWeight: Rule = {
  id: 'single-weight',
  severity: 'warning',
  title: 'the only destination of a route has a weight',
  why: 'Weights divide requests between destinations. A single one has all requests, whatever its weight: `weight: 10` is no tenth of them, and `weight: 0` does not switch it off.',
  fix: 'delete the weight, or add the other destinations',
  codes: ['KIA1104'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, subset: v2 }
          weight: 10
`,
  mend: { '\n          weight: 10': '' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('weight')) {
      for (const { route: [{ weight }, ...others], path } of sharesOf(service)) {
        // 1 and 100 are what people and tools write for all.
        if (others.length === 0 && weight !== undefined && weight !== 1 && weight !== 100 && weight >= 0) {
          report(service.manifest, [...path, 0, 'weight'], `gives the only destination weight ${weight}, and it has all requests`);
        }
      }
    }
  },
};
