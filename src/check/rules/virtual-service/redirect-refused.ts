import { HttpMatch, Redirect } from '../../../model/istio-specs';
import { Rule } from '../../rule';

/** Codes that Envoy knows. */
const CODES: readonly number[] = [301, 302, 303, 307, 308];

export const redirectRefused: Rule = {
  id: 'redirect-refused',
  severity: 'error',
  title: 'a redirect says nothing, or what cannot be',
  why: 'Istio refuses a redirect that changes nothing, that has both uri and prefixRewrite, whose scheme is neither http nor https, whose port is beyond 65535, or whose '
    + 'code is not 3xx; and prefixRewrite where a condition is for anything but a prefix. Of the codes 300 to 399 it takes all, but writes no redirect for others than 301, 302, 303, 307 and 308: proxies reject all routes of the port.',
  fix: 'say where to by uri, prefixRewrite, authority, scheme or port, and how by redirectCode 301, 302, 303, 307 or 308',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - redirect: { redirectCode: 302 }
`,
  mend: { '{ redirectCode: 302 }': '{ redirectCode: 302, authority: shop.example.com }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('redirect')) {
      http.forEach(({ redirect, match }, at) => {
        const problem = redirect && problemOf(redirect, match);
        if (problem) {
          const [field, text] = problem;
          report(manifest, ['spec', 'http', at, 'redirect', ...field ? [field] : []], text);
        }
      });
    }
  },
};

function problemOf(redirect: Redirect, match: readonly HttpMatch[] = []): [field: string, text: string] | undefined {
  const { uri, prefixRewrite, authority, port, derivePort, scheme, redirectCode = 0 } = redirect;
  if (uri && prefixRewrite) {
    return ['prefixRewrite', 'redirects by uri and by prefixRewrite, which is refused'];
  }
  if (prefixRewrite && match.some(one => one.uri && one.uri.prefix === undefined)) {
    return ['prefixRewrite', 'redirects by prefixRewrite where a condition is not for a prefix, which is refused'];
  }
  if (!uri && !prefixRewrite && !authority && port === undefined && derivePort === undefined && !scheme) {
    return ['', 'redirects without uri, prefixRewrite, authority, scheme or port, which is refused'];
  }
  if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399)) {
    return ['redirectCode', `redirects with code ${redirectCode}, which is refused`];
  }
  if (scheme && scheme !== 'http' && scheme !== 'https') {
    return ['scheme', `redirects to scheme '${scheme}', which is refused`];
  }
  if (port !== undefined && port > 65535) {
    return ['port', `redirects to port ${port}, which is refused`];
  }
  return redirectCode !== 0 && !CODES.includes(redirectCode) ? ['redirectCode', `redirects with code ${redirectCode}, of which proxies know nothing`] : undefined;
}
