import { VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { sharesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const weightsAllZero: Rule = {
  id: 'weights-all-zero',
  severity: 'error',
  title: 'several destinations share requests, and none has a weight',
  why: 'A weight that is not written is 0, not an equal part. Istio refuses a route of several destinations whose weights are 0 together.',
  fix: 'give each destination a weight, as in 50 and 50',
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
        - destination: { host: cart.shop.svc.cluster.local, subset: v2 }
`,
  mend: { 'subset: v1 }': 'subset: v1 }\n          weight: 50', 'subset: v2 }': 'subset: v2 }\n          weight: 50' },

  check(mesh, report) {
    for (const service of mesh.havingSeveral<VirtualServiceSpec>(KINDS.virtualService, 'route')) {
      for (const { route, path } of sharesOf(service)) {
        if (route.length > 1 && route.reduce((sum, { weight = 0 }) => sum + weight, 0) === 0) {
          const said = route.some(({ weight }) => weight !== undefined);
          report(service.manifest, path, `has ${route.length} destinations ${said ? 'whose weights are 0 together' : 'without weights'}, which is refused`);
        }
      }
    }
  },
};
