import { headerOperationsOf } from '../../../model/header-operations';
import { Rule } from '../../rule';

export const headerValueRefused: Rule = {
  id: 'header-value-refused',
  severity: 'error',
  title: 'a header\'s value has a percent sign that means nothing',
  why: 'Envoy replaces what stands between percent signs, as in `%REQ(X-User)%`. Istio refuses values in which one of them stands alone, and those with control characters.',
  fix: 'write a percent sign twice to mean one, as in \'100%%\'',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - headers:
        response:
          set: { x-sampled: 100% }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '100%': '100%%' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('set', 'add')) {
      for (const { name, value = '', path } of headerOperationsOf(service)) {
        // eslint-disable-next-line no-control-regex
        if (/[\x00-\x08\x0A-\x1F\x7F]/.test(value)) {
          report(service.manifest, path, `sets header '${name}' to a value with a control character, which is refused`, { fix: 'take out line ends and the like' });
        } else if (hasLonePercent(value)) {
          report(service.manifest, path, `sets header '${name}' to '${value}', in which a percent sign stands alone: it is refused`);
        }
      }
    }
  },
};

/** Arguments of what is replaced may have percent signs of their own. */
function hasLonePercent(value: string): boolean {
  const signs = withoutArguments(value).replace(/%%/g, '').split('%').length - 1;
  return signs % 2 === 1;
}

function withoutArguments(value: string): string {
  // Without any closing one behind it no bracket holds arguments, and each would be looked at to the end.
  const end = value.lastIndexOf(')') + 1;
  return value.slice(0, end).replace(/\([^)]*\)/g, '') + value.slice(end);
}
