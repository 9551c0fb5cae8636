import { nanosecondsOf } from '../../../model/duration';
import { Rule } from '../../rule';

export const retriesBeyondTimeout: Rule = {
  id: 'retries-beyond-timeout',
  severity: 'warning',
  title: 'the timeout of a route leaves no time for its retries',
  why: 'The timeout is for all tries together. Where one try may take as long, a slow one is never repeated: the request fails when the first try does. Where the tries together may '
    + 'take longer, the last of them do not come.',
  fix: 'make timeout longer than perTryTimeout for each of the attempts and the first try, or perTryTimeout shorter',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - timeout: 2s
      retries: { attempts: 3, perTryTimeout: 2s }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'timeout: 2s\n      retries': 'timeout: 8s\n      retries' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('perTryTimeout')) {
      http.forEach(({ timeout = '', retries: { attempts = 0, perTryTimeout = '' } = {} }, at) => {
        if (timeout === '' || perTryTimeout === '' || attempts < 1) {
          return;
        }
        const whole = nanosecondsOf(timeout) ?? 0;
        const one = nanosecondsOf(perTryTimeout) ?? 0;
        if (whole === 0 || one === 0) {
          return;
        }
        const path = ['spec', 'http', at, 'retries', 'perTryTimeout'];
        if (one >= whole) {
          report(manifest, path, `gives each try ${perTryTimeout}, and all of them together ${timeout}: a slow one is never repeated`);
        } else if (one * attempts > whole) {
          report(manifest, path, `gives each try ${perTryTimeout}, and all ${attempts + 1} together ${timeout}: the last ones do not come if they are slow`, { severity: 'info' });
        }
      });
    }
  },
};
