import { textMatchesOf } from '../../../model/text-matches';
import { Rule } from '../../rule';

export const matchTextEmpty: Rule = {
  id: 'match-text-empty',
  severity: 'error',
  title: 'a condition is for an empty prefix',
  why: 'Every text has the empty prefix. Istio takes it for paths, and refuses it for headers, query parameters, methods, schemes and authorities; and origins of CORS that are empty '
    + 'in any form. It is mostly a value of a template that was not set.',
  fix: 'name the prefix; for a header that is only to be there write \'{}\'',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - headers:
            x-tenant: { prefix: '' }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { "{ prefix: '' }": '{ prefix: blue- }' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('prefix', 'allowOrigins')) {
      for (const { match: { exact, prefix, regex }, field, path } of textMatchesOf(service)) {
        if (field === 'allowOrigins' && !exact && !prefix && regex === undefined) {
          report(service.manifest, path, 'allows an origin that is empty, which is refused', { fix: 'name the origin, as in exact: https://shop.example.com' });
        } else if (field !== 'allowOrigins' && field !== 'uri' && prefix === '') {
          report(service.manifest, [...path, 'prefix'], `matches an empty prefix in ${field}, which is refused`);
        }
      }
    }
  },
};
