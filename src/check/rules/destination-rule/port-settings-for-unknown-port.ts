import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const portSettingsForUnknownPort: Rule = {
  id: 'port-settings-for-unknown-port',
  severity: 'warning',
  title: 'settings are for a port that the host does not have',
  why: 'Settings in portLevelSettings are found by the port of the Service or ServiceEntry that clients call, not by the port of its pods. Settings for any other number are never used.',
  fix: 'write the number of a port of the host',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    portLevelSettings:
      - port: { number: 8080 }
        loadBalancer: { simple: ROUND_ROBIN }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews } }
spec:
  containers:
    - name: reviews
      image: registry.example.com/reviews:1
      ports: [{ containerPort: 8080 }]
`,
  mend: { 'port: { number: 8080 }': 'port: { number: 80 }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'portLevelSettings')) {
      const host = mesh.qualified(spec.host ?? '', namespace);
      const hosts = host.startsWith('*') ? [] : mesh.hostsCalled(host);
      const ports = [...new Set(hosts.flatMap(one => one.ports.map(({ number }) => number)))];
      if (ports.length === 0) {
        continue;
      }
      for (const { port, path } of policiesOf(spec)) {
        if (port !== undefined && port !== 0 && !ports.includes(port)) {
          const target = hosts.flatMap(one => one.ports).find(({ targetPort }) => targetPort === port);
          const meant = target ? `; its port ${target.number} leads to ${port} of the pods` : '';
          report(manifest, [...path, 'port', 'number'], `has settings for port ${port} of '${host}', which has ports ${quoted(ports)}${meant}`, {
            others: hosts.flatMap(({ service, entry }) => (service ?? entry)?.manifest ?? []),
          });
        }
      }
    }
  },
};
