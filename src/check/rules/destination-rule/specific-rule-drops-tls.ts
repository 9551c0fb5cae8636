import { DestinationRules } from '../../../model/destination-rules';
import { qualifiedName } from '../../../model/entity';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { saysTls } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

export const specificRuleDropsTls: Rule = {
  id: 'specific-rule-drops-tls',
  severity: 'error',
  title: 'a DestinationRule for one host drops the TLS of a rule for many',
  why: 'Istio takes the rule with the most specific host and nothing of those with a wildcard above it. Calls of that one host lose the TLS to a server outside of the mesh and '
    + 'go out in plaintext, or use mTLS of the mesh where the wider rule turns it off.',
  fix: 'repeat the tls setting in the rule for the one host',
  codes: ['KIA0204'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: partners, namespace: shop }
spec:
  host: '*.example.com'
  trafficPolicy:
    tls: { mode: SIMPLE }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.example.com
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 10 } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
    - { name: http, number: 80, protocol: HTTP, targetPort: 443 }
`,
  mend: { '    connectionPool: { tcp: { maxConnections: 10 } }': '    connectionPool: { tcp: { maxConnections: 10 } }\n    tls: { mode: SIMPLE }' },

  check(mesh, report) {
    const wild = mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'tls').filter(({ spec: { host = '', trafficPolicy } }) => host.startsWith('*') && trafficPolicy?.tls);
    const wider = new DestinationRules(wild, mesh.clusterDomain, mesh.rootNamespace, mesh.exportedByDefault('defaultDestinationRuleExportTo'));
    for (const { manifest, namespace, spec } of wild.length === 0 ? [] : mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
      const host = mesh.qualified(spec.host ?? '', namespace);
      const [known] = mesh.hostsCalled(host);
      if (!known || host.startsWith('*') || saysTls(spec)) {
        continue;
      }
      const [above] = wider.of(host, known.namespace, namespace);
      const mode = above?.rule.spec.trafficPolicy?.tls?.mode;
      if (mode !== undefined && !isNoLoss(mesh, mode)) {
        report(manifest, ['spec'], `says nothing of TLS to '${host}', and hides mode '${mode}' of DestinationRule '${qualifiedName(above.rule)}' for '${above.host}'`, {
          severity: mode === 'DISABLE' ? 'warning' : 'error',
          others: [above.rule.manifest],
        });
      }
    }
  },
};

function isNoLoss(mesh: Mesh, mode: string): boolean {
  return mode === 'ISTIO_MUTUAL' && mesh.meshConfig.enableAutoMtls !== false;
}
