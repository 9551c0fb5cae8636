import { mirrorPercentages, mirrorsPercentages } from './mirror-percentages';
import { Rule } from '../../rule';

/** Istio counts in millionths and cuts the rest off. */
const LEAST = 0.0001;

export const mirrorPercentageZero: Rule = {
  id: 'mirror-percentage-zero',
  severity: 'warning',
  title: 'a mirror copies no request',
  why: 'Without `mirrorPercentage` every request is copied; with one that says nothing, 0 or less than a millionth of the requests, none is. Somebody looks at the copy\'s logs, sees no error, '
    + 'and takes that for proof. It happens where the field is written and its `value` forgotten, or a mirror is switched off and stays.',
  fix: 'write the percentage that is meant, as in 10; or remove mirror and mirrorPercentage',
  codes: [],
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
      mirrorPercentage: {}
`,
  mend: { 'mirrorPercentage: {}': 'mirrorPercentage: { value: 10 }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('mirror', 'mirrors')) {
      http.forEach((route, at) => {
        // A delegate may have a percentage of its own.
        if (route.delegate) {
          return;
        }
        const path = ['spec', 'http', at];
        const said = [...route.mirror ? mirrorPercentages(route, path).slice(0, 1) : [], ...mirrorsPercentages(route, path)];
        for (const [percent, where] of said) {
          if (percent === undefined) {
            report(manifest, where, 'has a percentage without a value, which is 0: the mirror gets no request');
          } else if (percent === 0) {
            // Somebody may have switched it off.
            report(manifest, where, 'copies 0 percent of the requests: the mirror gets none', { severity: 'info' });
          } else if (percent > 0 && percent < LEAST) {
            report(manifest, where, `copies ${percent} percent of the requests, which Istio reads as 0: the mirror gets none`);
          }
        }
      });
    }
  },
};
