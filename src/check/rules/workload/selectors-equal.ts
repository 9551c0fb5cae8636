import { Entity } from '../../../model/entity';
import { LabelSelector } from '../../../model/gateway-api-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const selectorsEqual: Rule = {
  id: 'selectors-equal',
  severity: 'warning',
  title: 'two Deployments of a namespace have the same selector',
  why: 'Each of them takes the pods of the other one for its own where it looks by labels: autoscalers, disruption budgets and rollout tools count both, and a pod without an '
    + 'owner is taken by either. Kubernetes does not support it. It happens to versions whose selectors do not name the version.',
  fix: 'add a label to the selector and the pods of each that the other one does not have, as version',
  codes: [],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: shop }
spec:
  selector: { matchLabels: { app: reviews } }
  template:
    metadata: { labels: { app: reviews, version: v1 } }
    spec:
      containers:
        - { name: reviews, image: registry.example.com/reviews:1 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v2, namespace: shop }
spec:
  selector: { matchLabels: { app: reviews, } }
  template:
    metadata: { labels: { app: reviews, version: v2 } }
    spec:
      containers:
        - { name: reviews, image: registry.example.com/reviews:2 }
`,
  mend: { 'reviews, }': 'reviews, version: v2 }', 'matchLabels: { app: reviews }': 'matchLabels: { app: reviews, version: v1 }' },

  check(mesh, report) {
    const known = new Map<string, Entity<DeploymentSpec>>();
    for (const deployment of mesh.objects.of<DeploymentSpec>(KINDS.deployment)) {
      const { matchLabels = {}, matchExpressions } = deployment.spec.selector ?? {};
      const names = Object.keys(matchLabels);
      if (names.length === 0 || matchExpressions !== undefined) {
        continue;
      }
      // Most people write them in order.
      if (names.some((name, at) => at > 0 && name < names[at - 1])) {
        names.sort();
      }
      let key = deployment.namespace;
      for (const name of names) {
        key += ` ${name}=${matchLabels[name]}`;
      }
      const other = known.get(key);
      if (!other) {
        known.set(key, deployment);
      } else if (other.name !== deployment.name) {
        report(deployment.manifest, ['spec', 'selector', 'matchLabels'], `has the same selector as Deployment '${other.name}'`, { others: [other.manifest] });
      }
    }
  },
};

interface DeploymentSpec {
  readonly selector?: LabelSelector;
}
