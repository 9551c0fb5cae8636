import { isDelegate } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const delegateDelegates: Rule = {
  id: 'delegate-delegates',
  severity: 'error',
  title: 'a VirtualService without hosts delegates',
  why: 'Who is delegated to cannot delegate: Istio refuses a VirtualService without hosts that does.',
  fix: 'delegate to both from the VirtualService that has the hosts',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - match:
        - uri: { prefix: /cart/items }
      delegate: { name: items }
`,
  mend: { 'delegate: { name: items }': 'route:\n        - destination: { host: items.shop.svc.cluster.local, port: { number: 80 } }' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('delegate').filter(isDelegate)) {
      (service.spec.http ?? []).forEach(({ delegate }, at) => {
        if (delegate) {
          report(service.manifest, ['spec', 'http', at, 'delegate'], `delegates to '${delegate.name ?? ''}' and has no hosts of its own, which is refused`);
        }
      });
    }
  },
};
