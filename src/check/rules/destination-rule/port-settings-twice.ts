import { DestinationRuleSpec, PortPolicy } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const portSettingsTwice: Rule = {
  id: 'port-settings-twice',
  severity: 'warning',
  title: 'a policy has settings for one port twice',
  why: 'Istio takes the first settings of a port and never looks at the others.',
  fix: 'put the settings of the port together',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    portLevelSettings:
      - port: { number: 80 }
        loadBalancer: { simple: ROUND_ROBIN }
      - port: { number: 80 }
        connectionPool: { tcp: { maxConnections: 10 } }
`,
  mend: { '      - port: { number: 80 }\n        connectionPool': '        connectionPool' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'portLevelSettings')) {
      for (const { policy, path, port } of policiesOf(spec)) {
        const first = new Map<number, number>();
        (port === undefined ? policy.portLevelSettings ?? [] : []).forEach((settings: PortPolicy, at) => {
          const number = settings.port?.number;
          if (number !== undefined && first.has(number)) {
            report(manifest, [...path, 'portLevelSettings', at], `has settings for port ${number} again, and only portLevelSettings[${first.get(number)}] counts`);
          } else if (number !== undefined) {
            first.set(number, at);
          }
        });
      }
    }
  },
};
