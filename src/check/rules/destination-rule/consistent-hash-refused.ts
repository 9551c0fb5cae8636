import { FieldPath } from '../../../manifests/locate';
import { DestinationRuleSpec, LoadBalancer } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const consistentHashRefused: Rule = {
  id: 'consistent-hash-refused',
  severity: 'error',
  title: 'a consistent hash names its cookie badly, or two algorithms',
  why: 'Istio\'s webhook refuses the object: a cookie has a name and each of its attributes once, and the deprecated minimumRingSize excludes ringHash and maglev.',
  fix: 'name the cookie and each of its attributes once, and one algorithm',
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
        httpCookie:
          name: user
          attributes:
            - { name: SameSite, value: Strict }
            - { name: SameSite, value: Lax }
`,
  mend: { '            - { name: SameSite, value: Lax }\n': '' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'consistentHash')) {
      for (const { policy: { loadBalancer: { consistentHash = {} } = {} }, path } of policiesOf(spec)) {
        wrongIn(consistentHash).forEach(([field, message]) => report(manifest, [...path, 'loadBalancer', 'consistentHash', ...field], message));
      }
    }
  },
};

function wrongIn({ httpCookie, minimumRingSize = 0, ringHash, maglev }: NonNullable<LoadBalancer['consistentHash']>): (readonly [FieldPath, string])[] {
  const wrong: (readonly [FieldPath, string])[] = [];
  if (httpCookie?.name === '') {
    wrong.push([['httpCookie', 'name'], 'hashes a cookie without a name']);
  }
  const names = (httpCookie?.attributes ?? []).map(({ name = '' }) => name);
  names.forEach((name, at) => {
    if (name === '' || names.indexOf(name) < at) {
      wrong.push([['httpCookie', 'attributes', at, 'name'], name === '' ? 'has a cookie with an attribute without a name' : `has a cookie with attribute '${name}' twice`]);
    }
  });
  if (minimumRingSize !== 0 && (ringHash || maglev)) {
    wrong.push([['minimumRingSize'], `has minimumRingSize beside ${ringHash ? 'ringHash' : 'maglev'}`]);
  }
  return wrong;
}
