import { ClientTls, DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { HostPort } from '../../../model/service-host';
import { PlacedPolicy, policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';
import { quoted } from '../../words';

/** What proxies do not read requests of, so that nothing tells them which name a certificate must have. */
const OPAQUE = new Set(['TCP', 'MONGO', 'REDIS', 'MYSQL']);

export const tlsServerNotVerified: Rule = {
  id: 'tls-server-not-verified',
  severity: 'warning',
  title: 'a client opens TLS without checking whose certificate the server has',
  why: 'TLS without that check is open to whoever can answer in the server\'s place. Istio checks certificates against those of the system (not before 1.21), or against caCertificates, and '
    + 'for HTTP their name against the host that is called. insecureSkipVerify turns both off. With sni set, or on a port that is not HTTP, the name is checked only if '
    + 'subjectAltNames say what it must be: any certificate of the same authority is taken.',
  fix: 'say which names the server\'s certificate must have (subjectAltNames), and remove insecureSkipVerify',
  codes: ['IST0128', 'IST0129'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.bank.svc.cluster.local
  trafficPolicy:
    tls: { mode: SIMPLE, sni: ledger.example.com }
`,
  mend: { 'sni: ledger.example.com }': 'sni: ledger.example.com, subjectAltNames: [ledger.example.com] }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'tls')) {
      const host = mesh.qualified(spec.host ?? '', namespace);
      for (const placed of policiesOf(spec)) {
        const { policy: { tls }, path } = placed;
        if (!tls || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) {
          continue;
        }
        if (tls.insecureSkipVerify) {
          report(manifest, [...path, 'tls', 'insecureSkipVerify'], `opens TLS to '${host}' and takes any certificate`);
        } else if (mesh.istioMinor < 21 && !tls.caCertificates && !tls.credentialName) {
          // VERIFY_CERTIFICATE_AT_CLIENT was off.
          report(manifest, [...path, 'tls'], `opens TLS to '${host}' and takes any certificate, since Istio 1.${mesh.istioMinor} checks none without caCertificates`, {
            fix: 'name the authorities (caCertificates, or a secret by credentialName), and the names that the certificate must have (subjectAltNames)',
          });
        } else if (!namesAreSaid(mesh, host, tls)) {
          const opaque = opaquePorts(mesh, host, placed);
          const because = tls.sni ? `sni is '${tls.sni}'` : opaque.length > 0 ? `port ${quoted(opaque.map(({ number }) => number))} is not HTTP` : undefined;
          if (because) {
            report(manifest, [...path, 'tls'], `opens TLS to '${host}' and takes the certificate of any name, since ${because} and subjectAltNames are not set`);
          }
        }
      }
    }
  },
};

function namesAreSaid(mesh: Mesh, host: string, { subjectAltNames = [] }: ClientTls): boolean {
  return subjectAltNames.length > 0 || mesh.hostsCalled(host).some(({ entry }) => (entry?.spec.subjectAltNames ?? []).length > 0);
}

/** Ports for which a policy holds, and whose names nobody checks. */
function opaquePorts(mesh: Mesh, host: string, { policy, port }: PlacedPolicy): readonly HostPort[] {
  const settled = new Set((policy.portLevelSettings ?? []).map(settings => settings.port?.number));
  return mesh.hostsCalled(host).flatMap(({ ports }) => ports)
    .filter(({ number, protocol = '' }) => OPAQUE.has(protocol) && (port === undefined ? !settled.has(number) : number === port));
}
