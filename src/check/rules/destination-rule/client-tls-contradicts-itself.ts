import { ClientTls, DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';
import { quoted } from '../../words';

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

export const clientTlsContradictsItself: Rule = {
  id: 'client-tls-contradicts-itself',
  severity: 'error',
  title: 'a tls setting lacks what its mode needs, or has what it excludes',
  why: 'Istio\'s webhook refuses the object: MUTUAL needs a certificate and its key, or a credentialName that holds both; a credentialName takes the place of files; and who '
    + 'skips verification cannot say what to verify.',
  fix: 'name either a credential or the files, and leave out what is not verified',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.bank.svc.cluster.local
  trafficPolicy:
    tls: { mode: MUTUAL, caCertificates: /etc/ledger/ca.pem }
`,
  mend: {
    'tls: { mode: MUTUAL, caCertificates: /etc/ledger/ca.pem }':
      'tls: { mode: MUTUAL, caCertificates: /etc/ledger/ca.pem, clientCertificate: /etc/ledger/cert.pem, privateKey: /etc/ledger/key.pem }',
  },

  check(mesh, report) {
    for (const { manifest, namespace, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'tls')) {
      for (const { policy: { tls }, path } of policiesOf(spec)) {
        wrongIn(tls ?? {}, namespace).forEach(message => report(manifest, [...path, 'tls'], message));
      }
    }
  },
};

function wrongIn(tls: ClientTls, namespace: string): string[] {
  const { mode, credentialName = '', insecureSkipVerify, subjectAltNames } = tls;
  const wrong: string[] = [];
  const parts = /^configmap:\/\/(?:([^/]*)\/)?(.*)$/.exec(credentialName);
  if (parts && (parts[2] === '' || parts[2].includes('/'))) {
    wrong.push(`names credential '${credentialName}', and it must be 'configmap://name'`);
  } else if (parts?.[1] !== undefined && parts[1] !== namespace) {
    wrong.push(`names credential '${credentialName}' of another namespace than its own, '${namespace}'`);
  }
  if (insecureSkipVerify && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
    const verified = [
      ...tls.caCertificates ? ['caCertificates'] : [], ...credentialName && mode === 'SIMPLE' ? ['credentialName'] : [], ...subjectAltNames ? ['subjectAltNames'] : [],
    ];
    if (verified.length > 0) {
      wrong.push(`has insecureSkipVerify beside ${quoted(verified)}`);
    }
  }
  if (credentialName && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
    const files = FILES.filter(file => tls[file]);
    if (files.length > 0) {
      wrong.push(`has credentialName '${credentialName}' beside ${quoted(files)}`);
    }
  } else if (mode === 'MUTUAL') {
    const missing = (['clientCertificate', 'privateKey'] as const).filter(file => !tls[file]);
    if (missing.length > 0) {
      wrong.push(`has mode 'MUTUAL' without ${quoted(missing)}, and without a credentialName`);
    }
  }
  return wrong;
}
