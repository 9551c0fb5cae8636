import { FieldPath } from '../../../manifests/locate';
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
      http.forEach(({ mirrorPercentage, mirrorPercent, mirror_percent, mirrors = [] }, at) => {
        const path = ['spec', 'http', at];
        const values: readonly (readonly [number | undefined, FieldPath])[] = [
          [mirrorPercentage?.value, [...path, 'mirrorPercentage', 'value']],
          [mirrorPercent, [...path, 'mirrorPercent']],
          [mirror_percent, [...path, 'mirror_percent']],
          ...mirrors.map(({ percentage }, index) => [percentage?.value, [...path, 'mirrors', index, 'percentage', 'value']] as const),
        ];
        for (const [value = 0, where] of values) {
          if (value < 0 || value > 100) {
            report(manifest, where, `copies ${value} percent of the requests, which is refused`);
          }
        }
      });
    }
  },
};
