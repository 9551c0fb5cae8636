import { Fault, Percent } from '../../../model/istio-specs';
import { Rule } from '../../rule';

/** Codes of gRPC by their names. */
const GRPC: ReadonlySet<string> = new Set([
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED',
]);

export const faultRefused: Rule = {
  id: 'fault-refused',
  severity: 'error',
  title: 'a fault is one that Istio refuses',
  why: 'Istio refuses a fault without delay and abort, percentages that are neither 0 nor 0.0001 to 100, HTTP statuses beyond 200 to 600, statuses of gRPC that are not written as in '
    + '`UNAVAILABLE`, and `exponentialDelay` and `http2Error`, which the schema has and nothing does.',
  fix: 'write a percentage of 0.0001 to 100, and fixedDelay, httpStatus or grpcStatus',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - fault:
        abort:
          grpcStatus: unavailable
          percentage: { value: 5 }
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'grpcStatus: unavailable': 'grpcStatus: UNAVAILABLE' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('fault')) {
      http.forEach(({ fault }, at) => {
        for (const [path, text] of fault ? problemsOf(fault) : []) {
          report(manifest, ['spec', 'http', at, 'fault', ...path], `${text}, which is refused`);
        }
      });
    }
  },
};

function problemsOf({ delay, abort }: Fault): readonly (readonly [path: readonly string[], text: string])[] {
  const percentage = (what: string, { value = 0 }: Percent = {}) => value < 0 || value > 100 || (value > 0 && value < 0.0001)
    ? [[[what, 'percentage', 'value'], `has a fault for ${value} percent of the requests`] as const] : [];
  return [
    ...!delay && !abort ? [[[], 'has a fault without delay and abort'] as const] : [],
    ...percentage('delay', delay?.percentage),
    ...percentage('abort', abort?.percentage),
    ...delay?.exponentialDelay !== undefined ? [[['delay', 'exponentialDelay'], 'has an exponential delay'] as const] : [],
    ...abort?.http2Error !== undefined ? [[['abort', 'http2Error'], 'aborts with an error of HTTP/2'] as const] : [],
    ...abort?.httpStatus !== undefined && (abort.httpStatus < 200 || abort.httpStatus > 600) ? [[['abort', 'httpStatus'], `aborts with HTTP status ${abort.httpStatus}`] as const] : [],
    ...abort?.grpcStatus !== undefined && !GRPC.has(abort.grpcStatus) ? [[['abort', 'grpcStatus'], `aborts with status '${abort.grpcStatus}' of gRPC`] as const] : [],
  ];
}
