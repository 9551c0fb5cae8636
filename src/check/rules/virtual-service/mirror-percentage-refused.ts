import { mirrorPercentages, mirrorsPercentages } from './mirror-percentages';
import { Rule } from '../../rule';

export const mirrorPercentageRefused: Rule = {
  id: 'mirror-percentage-refused',
  severity: 'error',
  title: 'a percentage of copies is not of 0 to 100',
  why: 'Istio refuses it. The schema of the kind takes any number.',
  fix: 'write a percentage of 0 to 100, as in 2.5',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
      mirror: { host: cart-next.shop.svc.cluster.local }
      mirrorPercentage: { value: 110 }
`,
  mend: { 'value: 110': 'value: 11' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('mirrorPercentage', 'mirrorPercent', 'mirror_percent', 'mirrors')) {
      http.forEach((route, at) => {
        const path = ['spec', 'http', at];
        for (const [value = 0, where] of [...mirrorPercentages(route, path), ...mirrorsPercentages(route, path)]) {
          if (value < 0 || value > 100) {
            report(manifest, where, `copies ${value} percent of the requests, which is refused`);
          }
        }
      });
    }
  },
};
