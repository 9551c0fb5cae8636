import { certificatesOf } from '../../../model/gateway-certificates';
import { KINDS } from '../../../model/kinds';
import { namespacesOfSecret, secretsIn } from '../../../model/secrets';
import { Rule } from '../../rule';
import { meantBy, quoted } from '../../words';

export const gatewaySecretNotFound: Rule = {
  id: 'gateway-secret-not-found',
  severity: 'error',
  title: 'the certificate of a gateway is not in the namespace where it is looked for',
  why: 'The handshake of every client of these hosts fails. A `credentialName` is read from the namespace in which the pods of the gateway run, '
    + 'not from that of the '
    + 'Gateway object; a `certificateRefs` from the namespace of its Gateway unless it names another one. Only said where the secret was given '
    + 'in another namespace, or one of nearly the same name in the right one.',
  fix: 'put the secret into the namespace of the gateway\'s pods, or correct its name',
  codes: ['IST0101'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop-certificate }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: shop } # beside the Gateway
spec:
  secretName: shop-certificate
  dnsNames: [shop.example.com]
  issuerRef: { kind: ClusterIssuer, name: letsencrypt }
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: edge
  labels: { istio: ingress, sidecar.istio.io/inject: "true" }
  annotations: { inject.istio.io/templates: gateway }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`,
  mend: { '{ name: shop, namespace: shop } # beside the Gateway': '{ name: shop, namespace: edge }' },

  check(mesh, report) {
    for (const { gateway, path, name, namespaces } of certificatesOf(mesh)) {
      for (const namespace of namespaces) {
        const known = secretsIn(mesh, namespace);
        if (known.has(name)) {
          continue;
        }
        const elsewhere = namespacesOfSecret(mesh, name);
        const meant = meantBy(name, [...known].flatMap(([other, { certificate }]) => certificate ? other : []));
        if (elsewhere.length === 0 && meant === undefined) {
          continue;
        }
        const where = gateway.manifest.apiVersion.startsWith('networking.istio.io/') ? `namespace '${namespace}', where the gateway runs` : `namespace '${namespace}'`;
        const there = elsewhere.length > 0 ? `; it is in ${quoted(elsewhere)}` : `; '${meant}' is meant, perhaps`;
        report(gateway.manifest, path, `takes its certificate from secret '${name}', which is not in ${where}${there}`,
          { others: elsewhere.flatMap(one => mesh.objects.find(KINDS.secret, one, name)?.manifest ?? []) });
      }
    }
  },
};
