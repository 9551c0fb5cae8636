import { nanosecondsOf } from '../../../model/duration';
import { Rule } from '../../rule';

const MILLISECOND = 1e6;
const SECOND = 1e9;
/** What a duration has that may have parts of a millisecond. */
const FINE = /[.unµ]/;

export const durationTooFine: Rule = {
  id: 'duration-too-fine',
  severity: 'error',
  title: 'a duration has parts of a millisecond',
  why: 'Istio takes durations of whole milliseconds, and whole seconds for how long answers of CORS are kept, and refuses others. The schema of the kind takes all from a millisecond on.',
  fix: 'round it',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - timeout: 0.0015s
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '0.0015s': '0.002s' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('timeout', 'perTryTimeout', 'backoff', 'fixedDelay', 'maxAge')) {
      http.forEach(({ timeout, retries, fault, corsPolicy }, at) => {
        const look = (duration: string | undefined, unit: number, ...path: readonly string[]) => {
          if (duration && (unit !== MILLISECOND || FINE.test(duration)) && (nanosecondsOf(duration) ?? 0) % unit !== 0) {
            report(manifest, ['spec', 'http', at, ...path], `has ${path[path.length - 1]} '${duration}', which is no whole number of ${unit === SECOND ? 'seconds' : 'milliseconds'}: it is refused`);
          }
        };
        look(timeout, MILLISECOND, 'timeout');
        look(retries?.perTryTimeout, MILLISECOND, 'retries', 'perTryTimeout');
        look(retries?.backoff, MILLISECOND, 'retries', 'backoff');
        look(fault?.delay?.fixedDelay, MILLISECOND, 'fault', 'delay', 'fixedDelay');
        look(corsPolicy?.maxAge, SECOND, 'corsPolicy', 'maxAge');
      });
    }
  },
};
