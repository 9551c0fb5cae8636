import { qualifiedName } from '../../../model/entity';
import { RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { portsOfWorkload } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const jwksHostNotReachable: Rule = {
  id: 'jwks-host-not-reachable',
  severity: 'error',
  title: 'istiod cannot fetch the keys of a RequestAuthentication from a service of the cluster',
  why: 'Keys are fetched by istiod, which has no proxy. It reaches no host that no Service has, and a server that takes mutual TLS alone ends its connection. Without keys '
    + 'proxies refuse every token (401).',
  fix: 'correct the host of jwksUri, or let the server\'s port be PERMISSIVE',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  jwtRules:
    - { issuer: login, jwksUri: "http://logins.auth.svc.cluster.local/keys" }
---
apiVersion: v1
kind: Service
metadata: { name: login, namespace: auth }
spec:
  selector: { app: login }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: login, namespace: auth, labels: { app: login } }
spec:
  containers:
    - { name: login, image: registry.example.com/login:1 }
`,
  mend: { 'logins.auth': 'login.auth' },

  check(mesh, report) {
    const suffix = `.svc.${mesh.clusterDomain}`;
    for (const { manifest, spec: { jwtRules = [] } } of mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication)) {
      jwtRules.forEach(({ jwksUri = '' }, at) => {
        const [, scheme, name, port] = /^(https?):\/\/([^/:?#]+)(?::(\d+))?/.exec(jwksUri) ?? [];
        const host = name?.replace(/\.svc$/, suffix);
        if (!host?.endsWith(suffix)) {
          return;
        }
        const path = ['spec', 'jwtRules', at, 'jwksUri'];
        if (mesh.isAbsent(host)) {
          report(manifest, path, `fetches keys from '${name}', which no Service has`);
          return;
        }
        const number = port === undefined ? scheme === 'http' ? 80 : 443 : Number(port);
        for (const { namespace, selector } of mesh.hostsCalled(host)) {
          const serving = selector ? mesh.workloadsWith(namespace, selector).filter(({ inMesh }) => inMesh === true) : [];
          const strict = serving.map(workload => {
            const target = portsOfWorkload(mesh, workload).find(one => one.host.host === host && one.servicePort === number);
            return target && mutualTlsOf(mesh, workload, target.number);
          });
          const [said] = strict;
          if (said && strict.every(one => one?.mode === 'STRICT')) {
            report(manifest, path, `fetches keys from '${name}', and by PeerAuthentication '${qualifiedName(said.policy)}' its pods take STRICT mutual TLS alone, which istiod has not`, {
              others: [said.policy.manifest],
            });
          }
        }
      });
    }
  },
};
