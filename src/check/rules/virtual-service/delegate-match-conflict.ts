import { own } from '../../../core/own';
import { delegationsOf } from '../../../model/delegations';
import { HttpMatch, StringMatch } from '../../../model/istio-specs';
import { Rule } from '../../rule';

export const delegateMatchConflict: Rule = {
  id: 'delegate-match-conflict',
  severity: 'error',
  title: 'a delegate\'s condition is not within that of who delegates',
  why: 'Conditions of a delegate must be within one of those of the route that delegates: `/cart/items` within prefix `/cart`. Where one of a route\'s conditions is not, or where both are '
    + 'regular expressions, Istio leaves out the whole route of the delegate, and says so only in its log.',
  fix: 'write the whole path in the delegate, within the prefix of who delegates',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: public, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/public]
  http:
    - match:
        - uri: { prefix: /cart }
      delegate: { name: cart }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - match:
        - uri: { prefix: /items }
      route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { 'prefix: /items': 'prefix: /cart/items' },

  check(mesh, report) {
    for (const { root, route: { match: above = [] }, path, delegate } of delegationsOf(mesh)) {
      const { hosts = [], http = [] } = delegate?.spec ?? {};
      for (const [at, { match = [] }] of delegate && hosts.length === 0 && above.length > 0 ? http.entries() : []) {
        const astray = match.findIndex(one => above.every(wide => conflict(wide, one)));
        if (astray >= 0) {
          report(delegate!.manifest, ['spec', 'http', at, 'match', astray],
            `is not within the conditions of ${path.slice(0, 3).join('.').replace(/\.(\d+)$/, '[$1]')} of VirtualService '${root.namespace}/${root.name}', which delegates to it: the route is left out`, {
              others: [root.manifest],
            });
        }
      }
    }
  },
};

/** Whether Istio does not put a condition of a delegate together with one of who delegates. */
function conflict(root: HttpMatch, leaf: HttpMatch): boolean {
  return (['uri', 'scheme', 'method', 'authority'] as const).some(field => textConflict(root[field], leaf[field]))
    || (['headers', 'withoutHeaders', 'queryParams'] as const).some(field => Object.entries(leaf[field] ?? {}).some(([name, one]) => textConflict(own(root[field] ?? {}, name), one)))
    || (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false)
    || differ(root.port, leaf.port)
    || (!!root.sourceNamespace && root.sourceNamespace !== leaf.sourceNamespace)
    || Object.entries(leaf.sourceLabels ?? {}).some(([name, value]) => (own(root.sourceLabels ?? {}, name) ?? value) !== value)
    || gatewaysConflict(root.gateways ?? [], leaf.gateways ?? []);
}

function textConflict(root: StringMatch | undefined | null, leaf: StringMatch | undefined | null): boolean {
  if (!root || !leaf) {
    return false;
  }
  if (root.exact) {
    return leaf.exact !== root.exact;
  }
  return root.prefix && !leaf.regex ? !(leaf.exact || leaf.prefix || '').startsWith(root.prefix) : true;
}

function differ(one = 0, other = 0): boolean {
  return one !== 0 && other !== 0 && one !== other;
}

function gatewaysConflict(root: readonly string[], leaf: readonly string[]): boolean {
  return root.length > 0 && leaf.length > 0 && (root.length < leaf.length || leaf.some(gateway => !root.includes(gateway)));
}
