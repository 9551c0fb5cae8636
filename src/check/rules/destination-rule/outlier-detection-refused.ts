import { DestinationRuleSpec, OutlierDetection } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const outlierDetectionRefused: Rule = {
  id: 'outlier-detection-refused',
  severity: 'error',
  title: 'outlier detection has a percentage that is none, or counts what it does not tell apart',
  why: 'Istio\'s webhook refuses the object. Percentages are from 0 to 100, and consecutiveLocalOriginFailures are counted only if splitExternalLocalOriginErrors is set: '
    + 'otherwise connections that fail are errors like all others.',
  fix: 'set splitExternalLocalOriginErrors to true, and percentages from 0 to 100',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    outlierDetection: { consecutiveLocalOriginFailures: 3 }
`,
  mend: { 'consecutiveLocalOriginFailures: 3': 'consecutiveLocalOriginFailures: 3, splitExternalLocalOriginErrors: true' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'outlierDetection')) {
      for (const { policy: { outlierDetection = {} }, path } of policiesOf(spec)) {
        wrongIn(outlierDetection).forEach(([field, message]) => report(manifest, [...path, 'outlierDetection', field], message));
      }
    }
  },
};

function wrongIn(outlier: OutlierDetection): (readonly [string, string])[] {
  const { consecutiveLocalOriginFailures = 0, splitExternalLocalOriginErrors } = outlier;
  const percentages = (['maxEjectionPercent', 'minHealthPercent'] as const).flatMap(field => {
    const value = outlier[field] ?? 0;
    return value < 0 || value > 100 ? [[field, `has ${field} ${value}, and it must be from 0 to 100`] as const] : [];
  });
  return consecutiveLocalOriginFailures > 0 && !splitExternalLocalOriginErrors
    ? [...percentages, ['consecutiveLocalOriginFailures', 'counts consecutiveLocalOriginFailures without splitExternalLocalOriginErrors']] : percentages;
}
