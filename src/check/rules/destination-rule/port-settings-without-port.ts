import { DestinationRuleSpec, PortPolicy } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const portSettingsWithoutPort: Rule = {
  id: 'port-settings-without-port',
  severity: 'error',
  title: 'settings of a port do not say which',
  why: 'Istio\'s webhook refuses port settings without a port. One without a number it takes, and the settings hold for no port.',
  fix: 'name the port of the service, as in port: { number: 80 }',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    portLevelSettings:
      - loadBalancer: { simple: RANDOM }
`,
  mend: { '- loadBalancer': '- port: { number: 80 }\n        loadBalancer' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'portLevelSettings')) {
      for (const { policy, path, port } of policiesOf(spec)) {
        (port === undefined ? policy.portLevelSettings ?? [] : []).forEach((settings: PortPolicy, at) => {
          const place = [...path, 'portLevelSettings', at];
          if (settings.port === undefined) {
            // Without any field: empty-traffic-policy.
            if (Object.keys(settings).length > 0) {
              report(manifest, place, 'has settings of a port without the port, which is refused');
            }
          } else if ((settings.port.number ?? 0) === 0) {
            report(manifest, [...place, 'port'], 'has settings of a port without its number, which hold for no port', { severity: 'warning' });
          }
        });
      }
    }
  },
};
