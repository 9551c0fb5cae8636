import { Rule } from '../../rule';
import { quoted } from '../../words';

export const retriesWithoutAttempts: Rule = {
  id: 'retries-without-attempts',
  severity: 'error',
  title: 'retries say how, and not how often',
  why: '`attempts` that are not written are 0, which switches retries off, not Istio\'s 2. Istio refuses retries that are off and say more; and negative ones.',
  fix: 'write attempts, or delete the other fields',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - retries:
        perTryTimeout: 2s
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'perTryTimeout: 2s': 'perTryTimeout: 2s\n        attempts: 2' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('retries')) {
      http.forEach(({ retries }, at) => {
        if ((retries?.attempts ?? 0) > 0) {
          return;
        }
        const path = ['spec', 'http', at, 'retries'];
        const { attempts = 0, perTryTimeout, retryOn, retryRemoteLocalities } = retries ?? {};
        const more = [...perTryTimeout === undefined ? [] : ['perTryTimeout'], ...retryOn ? ['retryOn'] : [], ...retryRemoteLocalities === undefined ? [] : ['retryRemoteLocalities']];
        if (attempts < 0) {
          report(manifest, [...path, 'attempts'], `has ${attempts} attempts, which is refused`, { fix: 'write 0 or more attempts' });
        } else if (attempts === 0 && more.length > 0) {
          report(manifest, [...path, ...retries!.attempts === undefined ? [] : ['attempts']], `has retries with ${retries!.attempts === undefined ? 'no attempts' : 'attempts 0'} and ${quoted(more)}, which is refused`);
        }
      });
    }
  },
};
