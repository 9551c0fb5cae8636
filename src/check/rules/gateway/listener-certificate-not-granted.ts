import { GATEWAY_API, isGranted, listenersOf } from '../../../model/gateway-api';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { secretsIn } from '../../../model/secrets';
import { Rule } from '../../rule';

export const listenerCertificateNotGranted: Rule = {
  id: 'listener-certificate-not-granted',
  severity: 'error',
  title: 'a listener takes its certificate from another namespace that does not allow it',
  why: 'Istio does not hand the secret to the gateway, the listener is not opened, and clients are refused. A secret of another namespace can be '
    + 'named only if a '
    + 'ReferenceGrant of that namespace lets Gateways of this one. Said where secrets or ReferenceGrants of that namespace were given.',
  fix: 'add a ReferenceGrant to the namespace of the secret, or put the secret beside the Gateway',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - name: https
      port: 443
      protocol: HTTPS
      tls:
        certificateRefs:
          - { name: shop, namespace: certificates }
---
apiVersion: v1
kind: Secret
metadata: { name: shop, namespace: certificates }
type: kubernetes.io/tls
stringData: { tls.crt: the certificate, tls.key: the key }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: gateways, namespace: certificates }
spec:
  from:
    - { group: gateway.networking.k8s.io, kind: Gateway, namespace: shop }
  to:
    - { group: "", kind: Secret }
`,
  mend: { 'kind: Gateway, namespace: shop': 'kind: Gateway, namespace: edge' },

  check(mesh, report) {
    for (const { gateway, listener: { tls }, path } of listenersOf(mesh)) {
      (tls?.certificateRefs ?? []).forEach(({ group = '', kind = 'Secret', name = '', namespace }, at) => {
        if (!namespace || namespace === gateway.namespace || group !== '' || kind !== 'Secret' || !isKnown(mesh, namespace)) {
          return;
        }
        if (!isGranted(mesh, { kind: `${GATEWAY_API}/Gateway`, namespace: gateway.namespace }, { kind, namespace, name })) {
          report(gateway.manifest, [...path, 'tls', 'certificateRefs', at, 'namespace'],
            `takes its certificate from secret '${namespace}/${name}', and no ReferenceGrant of namespace '${namespace}' lets Gateways of namespace '${gateway.namespace}' name it`);
        }
      });
    }
  },
};

function isKnown(mesh: Mesh, namespace: string): boolean {
  return secretsIn(mesh, namespace).size > 0
    || mesh.once('namespaces with grants', () => new Set(mesh.objects.of(KINDS.referenceGrant).map(grant => grant.namespace))).has(namespace);
}
