import { STATUS_CODES } from 'node:http';
import { Rule } from '../../rule';

/** What may be a reason to try again, for HTTP and for gRPC. */
const REASONS: ReadonlySet<string> = new Set([
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes', 'retriable-headers',
  'envoy-ratelimited', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
]);

/** Those of them that Istio refused before 1.23. */
const SINCE_23: ReadonlySet<string> = new Set(['reset-before-request', 'http3-post-connect-failure']);

export const retryOnUnknown: Rule = {
  id: 'retry-on-unknown',
  severity: 'error',
  title: 'retries name a reason that there is not',
  why: 'Istio refuses reasons in `retryOn` that Envoy does not know, and those with a blank before or behind them. Statuses are written as numbers, as in `503`; `4xx` is `retriable-4xx`.',
  fix: 'write reasons of Envoy\'s and statuses, with commas and without blanks, as in \'connect-failure,refused-stream,503\'',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - retries: { attempts: 2, retryOn: 'connect-failure, 5xx' }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'connect-failure, 5xx': 'connect-failure,5xx' },

  check(mesh, report) {
    const isReason = (reason: string) => REASONS.has(reason) && (mesh.istioMinor >= 23 || !SINCE_23.has(reason));
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('retryOn')) {
      http.forEach(({ retries: { retryOn } = {} }, at) => {
        const unknown = retryOn ? retryOn.split(',').find(reason => !isReason(reason) && !(/^\d+$/.test(reason) && STATUS_CODES[reason])) : undefined;
        if (unknown !== undefined) {
          const blank = unknown !== unknown.trim() && (isReason(unknown.trim()) || STATUS_CODES[unknown.trim()]);
          report(manifest, ['spec', 'http', at, 'retries', 'retryOn'], `tries again on '${unknown}', which is refused`, blank ? { fix: 'take out the blank' } : {});
        }
      });
    }
  },
};
