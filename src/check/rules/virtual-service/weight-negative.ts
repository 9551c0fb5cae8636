import { sharesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const weightNegative: Rule = {
  id: 'weight-negative',
  severity: 'error',
  title: 'a weight is negative',
  why: 'Istio refuses the VirtualService when it is applied. The schema of the kind does not: a check against that alone passes.',
  fix: 'write a weight of 0 or more',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, subset: v1 }
          weight: 110
        - destination: { host: cart.shop.svc.cluster.local, subset: v2 }
          weight: -10
`,
  mend: { 'weight: 110': 'weight: 90', 'weight: -10': 'weight: 10' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('weight')) {
      for (const { route, path } of sharesOf(service)) {
        route.forEach(({ weight = 0 }, at) => {
          if (weight < 0) {
            report(service.manifest, [...path, at, 'weight'], `gives a destination weight ${weight}, which is refused`);
          }
        });
      }
    }
  },
};
