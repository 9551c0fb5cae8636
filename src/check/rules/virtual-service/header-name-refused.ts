import { headerOperationsOf } from '../../../model/header-operations';
import { isClaim } from '../../../model/jwt-claims';
import { httpMatchesOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

const NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const PSEUDO: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);

export const headerNameRefused: Rule = {
  id: 'header-name-refused',
  severity: 'error',
  title: 'a header is named that cannot be matched or changed',
  why: 'Istio refuses names of headers that HTTP does not allow. Names that begin with a colon are no headers to be changed, save `:authority` of requests; `host` is set for '
    + 'requests, and neither removed nor changed in answers.',
  fix: 'correct the name; path and host of requests are changed by rewrite',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - headers:
        request:
          set: { ':path': /new }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { "':path'": 'x-path' },

  check(mesh, report) {
    // Before 1.23 names to match were not looked at, and it took letters, digits and two signs alone.
    const allowed = mesh.istioMinor < 23 ? undefined : mesh.istioMinor === 23 ? /^[-_A-Za-z0-9]+$/ : NAME;
    for (const service of mesh.virtualServicesWith('headers', 'withoutHeaders')) {
      for (const { match, path } of httpMatchesOf(service)) {
        for (const field of ['headers', 'withoutHeaders'] as const) {
          for (const name of Object.keys(match[field] ?? {})) {
            if (!isClaim(name) && !PSEUDO.has(name) && allowed !== undefined && !allowed.test(name)) {
              report(service.manifest, [...path, field, name], `matches header '${name}', which is no name of a header: it is refused`, { fix: 'correct the name' });
            }
          }
        }
      }
      for (const { name, value, request, path } of headerOperationsOf(service)) {
        const authority = /^(:authority|host)$/i.test(name);
        if (name === '' || (authority || name.startsWith(':') ? !(authority && request && value !== undefined) : false)) {
          const what = value === undefined ? 'removes' : 'changes';
          report(service.manifest, path, `${what} header '${name}' of ${request ? 'requests' : 'answers'}, which is refused`);
        }
      }
    }
  },
};
