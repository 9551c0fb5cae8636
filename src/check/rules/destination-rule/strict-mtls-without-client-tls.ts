import { byTarget } from './strict-targets';
import { Rule } from '../../rule';

export const strictMtlsWithoutClientTls: Rule = {
  id: 'strict-mtls-without-client-tls',
  severity: 'error',
  title: 'pods take mTLS only, and clients do not use it by themselves',
  why: 'With enableAutoMtls false in the mesh\'s configuration, proxies send plaintext unless a DestinationRule says ISTIO_MUTUAL, and pods under STRICT refuse it: callers get '
    + '503. By default proxies use mTLS wherever a pod takes it, and no DestinationRule is needed.',
  fix: 'add a DestinationRule with tls mode ISTIO_MUTUAL for the host, or leave enableAutoMtls on',
  codes: ['KIA0401', 'KIA0501'],
  exampleOptions: { meshConfig: { enableAutoMtls: false } },
  bad: `
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
  mend: { 'mode: STRICT': 'mode: PERMISSIVE' },

  check(mesh, report) {
    if (mesh.meshConfig.enableAutoMtls !== false) {
      return;
    }
    byTarget(mesh).forEach((hosts, policy) => {
      const others = hosts.length - 1;
      const more = others > 0 ? `, as for ${others} more` : '';
      report(policy.manifest, ['spec'], `takes mTLS only, and no DestinationRule makes clients of '${hosts[0].host}' use it${more}`, {
        others: hosts.flatMap(({ service, entry }) => (service ?? entry)?.manifest ?? []),
      });
    });
  },
};
