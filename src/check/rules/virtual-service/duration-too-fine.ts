import { FieldPath } from '../../../manifests/locate';
import { nanosecondsOf } from '../../../model/duration';
import { Rule } from '../../rule';

const MILLISECOND = 1e6;
const SECOND = 1e9;

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
    for (const { spec: { http = [] }, manifest } of mesh.virtualServices) {
      http.forEach(({ timeout, retries, fault, corsPolicy }, at) => {
        const durations: readonly (readonly [string | undefined, FieldPath, number?])[] = [
          [timeout, ['timeout']],
          [retries?.perTryTimeout, ['retries', 'perTryTimeout']],
          [retries?.backoff, ['retries', 'backoff']],
          [fault?.delay?.fixedDelay, ['fault', 'delay', 'fixedDelay']],
          [corsPolicy?.maxAge, ['corsPolicy', 'maxAge'], SECOND],
        ];
        for (const [duration = '', path, unit = MILLISECOND] of durations) {
          if ((nanosecondsOf(duration) ?? 0) % unit !== 0) {
            report(manifest, ['spec', 'http', at, ...path], `has ${path[path.length - 1]} '${duration}', which is no whole number of ${unit === SECOND ? 'seconds' : 'milliseconds'}: it is refused`);
          }
        }
      });
    }
  },
};
