import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

/** Envoy takes tables of up to this size; it is the next prime after what it documents. */
const TOO_LARGE = 5000011;

export const maglevTableSize: Rule = {
  id: 'maglev-table-size',
  severity: 'error',
  title: 'the table of a maglev hash is not of a prime size',
  why: 'Maglev walks through its table in steps that reach every place only if the size is a prime number. Istio\'s webhook refuses any other size, none, and sizes from '
    + '5000011 on.',
  fix: 'set tableSize to a prime number, such as 65537',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      consistentHash:
        useSourceIp: true
        maglev: { tableSize: 65536 }
`,
  mend: { 'tableSize: 65536': 'tableSize: 65537' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'maglev')) {
      for (const { policy: { loadBalancer }, path } of policiesOf(spec)) {
        const { consistentHash } = loadBalancer ?? {};
        const hash = [...path, 'loadBalancer', 'consistentHash'];
        if (consistentHash?.maglev) {
          const size = Number(consistentHash.maglev.tableSize ?? 0);
          const wrong = size === 0 ? 'has a maglev hash without a tableSize'
            : size >= TOO_LARGE ? `has a maglev table of ${size} places, and it must have less than ${TOO_LARGE}`
              : isPrime(size) ? undefined : `has a maglev table of ${size} places, which is not a prime number`;
          if (wrong) {
            report(manifest, [...hash, 'maglev', 'tableSize'], wrong);
          }
        }
      }
    }
  },
};

function isPrime(number: number): boolean {
  if (!Number.isInteger(number) || number < 2) {
    return number === 1;
  }
  for (let factor = 2; factor * factor <= number; factor++) {
    if (number % factor === 0) {
      return false;
    }
  }
  return true;
}
