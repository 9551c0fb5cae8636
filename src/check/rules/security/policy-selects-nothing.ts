import { KINDS } from '../../../model/kinds';
import { mayHoldUnknownPods } from '../../../model/unknown-pods';
import { hasSelector, POLICY_KINDS, PolicySpec, selectorOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const policySelectsNothing: Rule = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  title: 'a policy selects pods that are not there',
  why: 'Istio holds the labels of `selector` against those of pods, not against those of Deployments or Services, and only in the policy\'s own namespace. A policy '
    + 'that selects no pod does nothing: what it should deny is allowed, what it should encrypt, log or check is not.',
  fix: 'select the labels that the pods carry (`spec.template.metadata.labels`), or move the policy to their namespace',
  codes: ['IST0101', 'IST0127', 'KIA0004'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: carts }
  rules:
    - to:
        - operation: { methods: [GET] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      containers:
        - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'app: carts': 'app: cart' },

  check(mesh, report) {
    const withGroups = new Set(mesh.objects.of(KINDS.workloadGroup).map(({ namespace }) => namespace));
    for (const kind of POLICY_KINDS) {
      for (const policy of mesh.objects.of<PolicySpec>(kind)) {
        const { namespace } = policy;
        const selector = selectorOf(policy);
        if (!hasSelector(policy) || mesh.workloadsWith(namespace, selector).length > 0) {
          continue;
        }
        // What is in the root namespace may select pods of namespaces that were not given, and machines may register themselves with any label.
        if (!mesh.namespacesWithWorkloads.has(namespace) || namespace === mesh.rootNamespace || withGroups.has(namespace)
          || mayHoldUnknownPods(mesh, namespace)) {
          continue;
        }
        if (mesh.entriesWith(namespace, selector).length === 0) {
          const elsewhere = [...new Set(mesh.workloadsWith(undefined, selector).map(workload => workload.namespace))];
          const where = elsewhere.length > 0 ? `; in namespace '${elsewhere[0]}' there is one` : '';
          report(policy.manifest, ['spec', 'selector', 'matchLabels'], `selects '${labelText(selector)}', and no pod of namespace '${namespace}' has these labels${where}`);
        }
      }
    }
  },
};
