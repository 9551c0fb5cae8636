import { targetText, unanswered } from './client-tls-findings';
import { qualifiedName } from '../../../model/entity';
import { Rule } from '../../rule';

export const clientMtlsNotTaken: Rule = {
  id: 'client-mtls-not-taken',
  severity: 'error',
  title: 'a DestinationRule asks for mTLS with pods whose proxies do not take it',
  why: 'Under DISABLE the proxy of a pod hands connections to its program as they come. With ISTIO_MUTUAL clients send TLS of the mesh, which the program cannot read: '
    + 'every call fails. Without a tls setting proxies find out by themselves what each pod takes.',
  fix: 'remove the tls setting, or let the PeerAuthentication take mTLS (PERMISSIVE or STRICT)',
  codes: ['KIA0205', 'KIA0206', 'KIA0505', 'KIA0506'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: DISABLE }
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
  mend: { 'mtls: { mode: DISABLE }': 'mtls: { mode: PERMISSIVE }' },

  check(mesh, report) {
    for (const { uses, policy, others } of unanswered(mesh, ['ISTIO_MUTUAL'], 'DISABLE')) {
      const [{ rule, path }] = uses;
      const message = `has mode 'ISTIO_MUTUAL' for ${targetText(uses)}, which takes no mTLS by PeerAuthentication '${qualifiedName(policy)}'`;
      report(rule.manifest, [...path, 'mode'], message, { others });
    }
  },
};
