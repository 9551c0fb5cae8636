import { targetText, unanswered } from './client-tls-findings';
import { qualifiedName } from '../../../model/entity';
import { Rule } from '../../rule';

export const clientTlsRefusedByStrictMtls: Rule = {
  id: 'client-tls-refused-by-strict-mtls',
  severity: 'error',
  title: 'a DestinationRule turns mTLS off for pods that take nothing else',
  why: 'Under STRICT a proxy takes connections only from clients that show a certificate of the mesh. DISABLE sends plaintext and SIMPLE shows no certificate, so every '
    + 'connection is reset and callers get 503. Without a tls setting proxies find out by themselves what each pod takes.',
  fix: 'remove the tls setting, or set its mode to ISTIO_MUTUAL',
  codes: ['KIA0207', 'KIA0208'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: DISABLE }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews } }
spec:
  containers:
    - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'tls: { mode: DISABLE }': 'tls: { mode: ISTIO_MUTUAL }' },

  check(mesh, report) {
    for (const { uses, policy, others } of unanswered(mesh, ['DISABLE', 'SIMPLE'], 'STRICT')) {
      const [{ rule, tls, path }] = uses;
      const message = `has mode '${tls.mode}' for ${targetText(uses)}, which takes mTLS only by PeerAuthentication '${qualifiedName(policy)}'`;
      report(rule.manifest, [...path, 'mode'], message, { others });
    }
  },
};
