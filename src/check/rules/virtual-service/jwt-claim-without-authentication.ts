import { SelectorIndex } from '../../../core/selector-index';
import { gatewayNamed } from '../../../model/bound-gateways';
import { qualifiedName } from '../../../model/entity';
import { RequestAuthenticationSpec } from '../../../model/istio-specs';
import { claimsMatched } from '../../../model/jwt-claims';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

export const jwtClaimWithoutAuthentication: Rule = {
  id: 'jwt-claim-without-authentication',
  severity: 'error',
  title: 'a route by a claim of a token is at a gateway that reads no tokens',
  why: 'Claims are known only where a RequestAuthentication holds for the gateway\'s pods. Without it the condition is never met, and one in `withoutHeaders` always is: whoever has a '
    + 'token is treated like those who have none.',
  fix: 'make a RequestAuthentication that selects the gateway\'s pods',
  codes: ['IST0149'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [istio-system/public]
  http:
    - match:
        - headers:
            '@request.auth.claims.group': { exact: beta }
      route:
        - destination: { host: cart-beta.shop.svc.cluster.local, port: { number: 80 } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: istio-system }
spec:
  selector: { istio: public }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Pod
metadata: { name: public, namespace: istio-system, labels: { istio: public } }
spec:
  containers:
    - { name: istio-proxy, image: registry.example.com/proxyv2:1 }
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: public, namespace: shop }
spec:
  selector:
    matchLabels: { istio: public }
  jwtRules:
    - { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/keys' }
`,
  mend: { 'kind: RequestAuthentication\nmetadata: { name: public, namespace: shop }': 'kind: RequestAuthentication\nmetadata: { name: public, namespace: istio-system }' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('headers', 'withoutHeaders')) {
      const [first] = claimsMatched(service);
      for (const gateway of first ? service.spec.gateways ?? [] : []) {
        const found = gatewayNamed(mesh, gateway, service.namespace);
        const selector = found?.spec.selector ?? {};
        const without = Object.keys(selector).length === 0 ? undefined
          : mesh.workloadsWith(undefined, selector).find(workload => !readsTokens(mesh, workload));
        if (found && without) {
          report(service.manifest, first.path, `matches '${first.name}', a claim of a token, and no RequestAuthentication holds for ${without.object.manifest.kind} `
            + `'${qualifiedName(without)}' of Gateway '${qualifiedName(found)}'`, { others: [found.manifest, without.object.manifest] });
          break;
        }
      }
    }
  },
};

/** Whether pods read tokens, or may do so: what the whole mesh has may not have been given. */
function readsTokens(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const policies = mesh.once('request authentications by selectors', () => {
    const index = new SelectorIndex<string>();
    for (const { namespace: where, name, spec } of mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication)) {
      const { selector, targetRef, targetRefs = [] } = spec;
      if (!targetRef && targetRefs.length === 0) {
        index.add(where, selector?.matchLabels ?? {}, name);
      }
    }
    return index;
  });
  return !mesh.namespaces.has(mesh.rootNamespace) || policies.of([...new Set([mesh.rootNamespace, namespace])], labels).length > 0;
}
