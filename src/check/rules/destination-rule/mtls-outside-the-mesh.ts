import { byPlace, targetText } from './client-tls-findings';
import { ClientTlsUse, clientTlsUses } from '../../../model/client-tls';
import { Rule } from '../../rule';

export const mtlsOutsideTheMesh: Rule = {
  id: 'mtls-outside-the-mesh',
  severity: 'error',
  title: 'a DestinationRule asks for mTLS with who has no proxy',
  why: 'ISTIO_MUTUAL opens TLS with certificates of the mesh. A pod without a proxy, or a server outside of the mesh, has no such certificate, and every call fails with '
    + '503. Without a tls setting proxies find out which pods have one, also while they join the mesh one by one.',
  fix: 'remove the tls setting; for a server with a certificate of its own set mode SIMPLE',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.example.com
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
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
  mend: { 'mode: ISTIO_MUTUAL': 'mode: SIMPLE' },

  check(mesh, report) {
    for (const uses of byPlace(clientTlsUses(mesh).filter(isOutside))) {
      const { rule, path, endpoint: { workload }, host } = uses[0];
      const why = workload ? 'which has no proxy' : 'which is outside of the mesh';
      report(rule.manifest, [...path, 'mode'], `has mode 'ISTIO_MUTUAL' for ${targetText(uses)}, ${why}`, {
        others: workload ? [workload.object.manifest] : [host.entry!.manifest],
      });
    }
  },
};

function isOutside({ tls: { mode }, endpoint: { workload, entry, labels }, host }: ClientTlsUse): boolean {
  if (mode !== 'ISTIO_MUTUAL' || labels['security.istio.io/tlsMode'] === 'istio') {
    return false;
  }
  // Who names a service account of the mesh has its certificate.
  return workload ? workload.inMesh === false
    : entry !== undefined && entry.serviceAccount === undefined && host.entry !== undefined && !host.entry.spec.workloadSelector
      && (host.entry.spec.location ?? 'MESH_EXTERNAL') === 'MESH_EXTERNAL' && (host.entry.spec.subjectAltNames ?? []).every(name => !name.startsWith('spiffe://'));
}
