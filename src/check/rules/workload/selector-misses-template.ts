import { JsonObject } from '../../../manifests/manifest';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

const KINDS_WITH_SELECTOR = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

export const selectorMissesTemplate: Rule = {
  id: 'selector-misses-template',
  severity: 'error',
  title: 'a workload\'s selector does not choose its own pods',
  why: 'Kubernetes refuses such an object: it would create pods that it does not count as its own. With it the version is missing that routes lead to.',
  fix: 'give the pod template the labels of the selector',
  codes: [],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v2, namespace: shop }
spec:
  selector: { matchLabels: { app: reviews, version: v2 } }
  template:
    metadata: { labels: { app: reviews, version: v1 } }
    spec:
      containers:
        - { name: reviews, image: registry.example.com/reviews:2 }
`,
  mend: { 'version: v1': 'version: v2' },

  check(mesh, report) {
    for (const { object, kind, labels } of mesh.workloads) {
      const wanted = KINDS_WITH_SELECTOR.has(kind) ? fieldOf(object.spec, 'selector', 'matchLabels') as JsonObject | undefined : undefined;
      for (const name in wanted) {
        const value = wanted[name];
        if (labels[name] === value) {
          continue;
        }
        const has = labels[name] === undefined ? 'have no such label' : `have '${labels[name]}'`;
        report(object.manifest, ['spec', 'selector', 'matchLabels', name], `chooses pods with ${name}: '${String(value)}', and its own ${has}`);
      }
    }
  },
};
