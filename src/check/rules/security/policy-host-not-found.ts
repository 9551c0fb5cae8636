import { valuesFor } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyHostNotFound: Rule = {
  id: 'policy-host-not-found',
  severity: 'warning',
  title: 'an AuthorizationPolicy asks for the host of a Service that is not there',
  why: 'Hosts are held against the `Host` header that clients send. They can send what they like, but the full name of a Service that is not there nobody calls, so '
    + 'the value matches no request that is meant.',
  fix: 'correct the host; mind that clients may also write its short forms, and a port behind it',
  codes: ['KIA0104'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - to:
        - operation: { hosts: [carts.shop.svc.cluster.local] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'carts.shop': 'cart.shop' },

  check(mesh, report) {
    const suffix = `.svc.${mesh.clusterDomain}`;
    for (const list of valuesFor(mesh, 'hosts')) {
      list.values.forEach((value, at) => {
        const host = value.toLowerCase().replace(/:\d+$/, '');
        if (host.endsWith(suffix) && !host.includes('*') && mesh.isAbsent(host)) {
          report(list.policy.manifest, [...list.path, at], `asks for host '${value}' in ${list.field}, which no Service and no ServiceEntry has`);
        }
      });
    }
  },
};
