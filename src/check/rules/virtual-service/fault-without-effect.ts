import { Rule } from '../../rule';

export const faultWithoutEffect: Rule = {
  id: 'fault-without-effect',
  severity: 'warning',
  title: 'a fault is for no request',
  why: 'A fault without a percentage holds for no request, not for all of them, and a delay or an abort that does not say what it does is left out.',
  fix: 'write percentage, as in 100, and what the fault does: fixedDelay, httpStatus or grpcStatus',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - fault:
        abort: { httpStatus: 503 }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '{ httpStatus: 503 }': '{ httpStatus: 503, percentage: { value: 10 } }' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('fault')) {
      http.forEach(({ fault: { delay, abort } = {} }, at) => {
        const path = ['spec', 'http', at, 'fault'];
        if (delay && delay.fixedDelay === undefined && delay.exponentialDelay === undefined) {
          report(manifest, [...path, 'delay'], 'has a delay that does not say how long', { fix: 'write fixedDelay' });
        } else if (delay && !delay.percentage && !delay.percent) {
          report(manifest, [...path, 'delay'], 'has a delay without a percentage: no request has it', { fix: 'write percentage' });
        }
        if (abort && abort.httpStatus === undefined && abort.grpcStatus === undefined && abort.http2Error === undefined) {
          report(manifest, [...path, 'abort'], 'has an abort that does not say with which status', { fix: 'write httpStatus or grpcStatus' });
        } else if (abort && !abort.percentage) {
          report(manifest, [...path, 'abort'], 'has an abort without a percentage: no request has it', { fix: 'write percentage' });
        }
      });
    }
  },
};
