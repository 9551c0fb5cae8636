import { FieldPath } from '../../../manifests/locate';
import { HttpRoute } from '../../../model/istio-specs';
import { Rule } from '../../rule';

interface Deprecated {
  readonly path: FieldPath;
  readonly isSet: (route: HttpRoute) => boolean;
  readonly instead: string;
}

const DEPRECATED: readonly Deprecated[] = [
  { path: ['fault', 'delay', 'percent'], isSet: ({ fault }) => (fault?.delay?.percent ?? 0) > 0, instead: 'percentage.value' },
  { path: ['mirrorPercent'], isSet: ({ mirrorPercent }) => mirrorPercent !== undefined, instead: 'mirrorPercentage.value' },
  { path: ['mirror_percent'], isSet: route => route.mirror_percent !== undefined, instead: 'mirrorPercentage.value' },
];

export const deprecatedRouteField: Rule = {
  id: 'deprecated-route-field',
  severity: 'warning',
  title: 'a route uses a name that Istio has replaced',
  why: 'Istio still reads the old names and may drop them in any release. They take whole percents only, and the new ones win where both are set.',
  fix: 'write the new name',
  codes: ['IST0002', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - fault:
        delay: { fixedDelay: 2s, percent: 5 }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'percent: 5': 'percentage: { value: 5 }' },

  check(mesh, report) {
    for (const { manifest, spec: { http = [] } } of mesh.virtualServicesWith('percent', 'mirrorPercent', 'mirror_percent')) {
      http.forEach((route, at) => {
        for (const { path, instead } of DEPRECATED.filter(one => one.isSet(route))) {
          report(manifest, ['spec', 'http', at, ...path], `uses '${path[path.length - 1]}', which is deprecated`, { fix: `write ${instead}` });
        }
      });
    }
  },
};
