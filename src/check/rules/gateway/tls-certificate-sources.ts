import { endsTls, serverTlsOf } from '../../../model/server-tls';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const tlsCertificateSources: Rule = {
  id: 'tls-certificate-sources',
  severity: 'error',
  title: 'a server takes its certificate both from a secret and from files',
  why: 'Istio\'s webhook refuses the object: it could not tell which certificate is meant.',
  fix: 'keep one of credentialName, serverCertificate with privateKey, and tlsCertificates',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls:
        mode: SIMPLE
        credentialName: shop
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
`,
  mend: { '        serverCertificate: /etc/certs/tls.crt\n        privateKey: /etc/certs/tls.key\n': '' },

  check(mesh, report) {
    for (const { manifest, tls, path } of serverTlsOf(mesh)) {
      const { credentialName, credentialNames = [], serverCertificate, privateKey, tlsCertificates = [] } = tls;
      const files = serverCertificate && privateKey ? ['serverCertificate'] : [];
      const list = tlsCertificates.length > 0 ? ['tlsCertificates'] : [];
      const secrets = [...credentialName ? ['credentialName'] : [], ...credentialNames.length > 0 ? ['credentialNames'] : []];
      // Two of the lists beside each other are refused by the schema.
      const beyondSchema = files.length + list.length > 1 || (secrets.length > 0 && files.length > 0) || (credentialName && list.length > 0);
      if (endsTls(tls) && beyondSchema) {
        const sources = [...secrets, ...files, ...list];
        report(manifest, [...path, sources[sources.length - 1]], `names its certificate by ${quoted(sources)}`);
      }
    }
  },
};
