import { FieldPath } from '../../../manifests/locate';
import { DestinationRuleSpec, PortPolicy } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

interface Deprecated {
  readonly path: FieldPath;
  /** What is deprecated, if it is not the field. */
  readonly value?: string;
  readonly isSet: (policy: PortPolicy) => boolean;
  readonly instead: string;
}

const DEPRECATED: readonly Deprecated[] = [
  { path: ['loadBalancer', 'simple'], value: 'LEAST_CONN', isSet: ({ loadBalancer }) => loadBalancer?.simple === 'LEAST_CONN', instead: 'LEAST_REQUEST' },
  { path: ['loadBalancer', 'warmupDurationSecs'], isSet: ({ loadBalancer }) => loadBalancer?.warmupDurationSecs !== undefined, instead: 'warmup.duration' },
  {
    path: ['loadBalancer', 'consistentHash', 'minimumRingSize'],
    isSet: ({ loadBalancer }) => (loadBalancer?.consistentHash?.minimumRingSize ?? 0) !== 0,
    instead: 'ringHash.minimumRingSize',
  },
  {
    path: ['outlierDetection', 'consecutiveErrors'],
    isSet: ({ outlierDetection }) => (outlierDetection?.consecutiveErrors ?? 0) !== 0,
    instead: 'consecutive5xxErrors or consecutiveGatewayErrors',
  },
];

export const deprecatedPolicyField: Rule = {
  id: 'deprecated-policy-field',
  severity: 'warning',
  title: 'a traffic policy uses a name that Istio has replaced',
  why: 'Istio still reads the old names as far as it can and may drop them in any release. `consecutiveErrors` is not read any more: outlier detection falls back on Envoy\'s '
    + 'own limits.',
  fix: 'write the new name',
  codes: ['IST0002', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer: { simple: LEAST_CONN }
`,
  mend: { LEAST_CONN: 'LEAST_REQUEST' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'simple', 'warmupDurationSecs', 'minimumRingSize', 'consecutiveErrors')) {
      for (const { policy, path } of policiesOf(spec)) {
        for (const { path: field, value, instead } of DEPRECATED.filter(one => one.isSet(policy))) {
          report(manifest, [...path, ...field], `uses '${value ?? field[field.length - 1]}', which is deprecated`, { fix: `write ${instead}` });
        }
      }
    }
  },
};
