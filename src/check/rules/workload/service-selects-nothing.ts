import { chosenInNamespace } from '../../../model/chosen-pods';
import { servedWorkloads } from '../../../model/service-workloads';
import { mayHoldUnknownPods } from '../../../model/unknown-pods';
import { Rule } from '../../rule';

export const serviceSelectsNothing: Rule = {
  id: 'service-selects-nothing',
  severity: 'warning',
  title: 'a Service chooses no pods, though workloads of its namespace are known',
  why: 'Proxies know the host and have no endpoints for it: every request is answered with 503 and "no healthy upstream". Most often a label of the pods and '
    + 'the selector differ by a letter.',
  fix: 'make the selector one of labels that the pods carry',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: card }
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
  mend: { card: 'cart' },

  check(mesh, report) {
    for (const { host: { service, namespace, selector = {} }, workloads } of servedWorkloads(mesh)) {
      if (workloads.length > 0) {
        continue;
      }
      // Pods of Gateways are made by Istio, and external names have none.
      const ofGateway = Object.keys(selector).some(name => name.endsWith('gateway-name'));
      if (ofGateway || service!.spec.type === 'ExternalName' || mayHoldUnknownPods(mesh, namespace)
        || chosenInNamespace(mesh, namespace, selector) !== 'none') {
        continue;
      }
      const labels = Object.entries(selector).map(([name, value]) => `${name}: ${value}`).join(', ');
      report(service!.manifest, ['spec', 'selector'], `chooses pods with '${labels}', and no workload of namespace '${namespace}' has such pods`);
    }
  },
};
