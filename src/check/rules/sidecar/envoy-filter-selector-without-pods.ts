import { chosenInNamespace } from '../../../model/chosen-pods';
import { choosesMadePods } from '../../../model/gateway-pods';
import { EnvoyFilterSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const envoyFilterSelectorWithoutPods: Rule = {
  id: 'envoy-filter-selector-without-pods',
  severity: 'warning',
  title: 'the selector of an EnvoyFilter chooses no workload of its namespace',
  why: 'No proxy is patched. An EnvoyFilter is for pods of its own namespace, for those of all namespaces only in the root namespace: one for a '
    + 'gateway stands beside the pods '
    + 'of the gateway.',
  fix: 'select labels that pods of this namespace have, or put it into the namespace of the pods',
  codes: ['IST0127', 'KIA0004'],
  bad: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: shop }
spec:
  workloadSelector: { labels: { name: cart } }
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: SIDECAR_INBOUND
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter: { name: envoy.filters.http.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: lua
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
            default_source_code: { inline_string: 'function envoy_on_request(handle) end' }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: "registry.example.com/cart:2" }
`,
  mend: { 'labels: { name: cart }': 'labels: { app: cart }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { workloadSelector } } of mesh.objects.of<EnvoyFilterSpec>(KINDS.envoyFilter)) {
      const labels = workloadSelector?.labels ?? {};
      // In the root namespace it is for all namespaces.
      const isJudged = Object.keys(labels).length > 0 && namespace !== mesh.rootNamespace && !choosesMadePods(labels);
      if (isJudged && chosenInNamespace(mesh, namespace, labels) === 'none') {
        report(manifest, ['spec', 'workloadSelector', 'labels'],
          `selects '${labelText(labels)}', which no workload of namespace '${namespace}' has`);
      }
    }
  },
};
