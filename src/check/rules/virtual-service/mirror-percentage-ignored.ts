import { Rule } from '../../rule';

export const mirrorPercentageIgnored: Rule = {
  id: 'mirror-percentage-ignored',
  severity: 'warning',
  title: 'a percentage of copies is where no mirror reads it',
  why: '`mirrorPercentage` belongs to `mirror`. Beside `mirrors` it is ignored, and each of these gets a copy of every request unless it has a `percentage` of its own; without any '
    + 'mirror nothing is copied.',
  fix: 'write percentage in each of mirrors, or name the mirror',
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
      mirrors:
        - destination: { host: cart-next.shop.svc.cluster.local }
      mirrorPercentage: { value: 5 }
`,
  mend: { '      mirrorPercentage: { value: 5 }\n': '          percentage: { value: 5 }\n' },

  check(mesh, report) {
    for (const { spec: { hosts = [], http = [] }, manifest } of mesh.virtualServicesWith('mirrorPercentage', 'mirrorPercent', 'mirror_percent')) {
      http.forEach((route, at) => {
        const field = (['mirrorPercentage', 'mirrorPercent', 'mirror_percent'] as const).find(one => route[one] !== undefined);
        // A delegate takes the mirror of who delegates to it, and may have a percentage of its own.
        if (field && !route.mirror && (route.mirrors ?? []).length > 0) {
          report(manifest, ['spec', 'http', at, field], `has ${field} beside mirrors, where it is ignored: every request is copied that has no percentage of its own`);
        } else if (field && !route.mirror && !route.delegate && hosts.length > 0) {
          report(manifest, ['spec', 'http', at, field], `has ${field} without mirror: nothing is copied`);
        }
      });
    }
  },
};
