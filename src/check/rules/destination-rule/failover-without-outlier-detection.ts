import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { effectivePolicy, policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const failoverWithoutOutlierDetection: Rule = {
  id: 'failover-without-outlier-detection',
  severity: 'warning',
  title: 'failover between localities is set up without outlier detection',
  why: 'Proxies learn from outlier detection that pods of their own locality fail. Without it Istio leaves failover and failoverPriority out, and calls go to all localities '
    + 'alike.',
  fix: 'add outlierDetection beside loadBalancer, in the same policy',
  codes: ['IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - { from: us-east, to: us-west }
`,
  mend: { '    loadBalancer:\n': '    outlierDetection: { consecutive5xxErrors: 5 }\n    loadBalancer:\n' },

  check(mesh, report) {
    // The mesh's own policy may have it for every host.
    if (mesh.meshConfig.defaultTrafficPolicy !== undefined) {
      return;
    }
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'failover', 'failoverPriority')) {
      for (const placed of policiesOf(spec)) {
        const { policy: { loadBalancer }, path } = placed;
        if (effectivePolicy(spec, placed).outlierDetection) {
          continue;
        }
        for (const setting of ['localityLbSetting', 'zoneAwareLbSetting'] as const) {
          const { enabled, failover = [], failoverPriority = [] } = loadBalancer?.[setting] ?? {};
          const said = failover.length > 0 ? 'failover' : 'failoverPriority';
          if (enabled !== false && failover.length + failoverPriority.length > 0) {
            report(manifest, [...path, 'loadBalancer', setting, said], `has ${said}, and its policy has no outlierDetection to find out when to use it`);
          }
        }
      }
    }
  },
};
