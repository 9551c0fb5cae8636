import { own } from '../../../core/own';
import { isObject } from '../../../manifests/manifest';
import { LabelSelector } from '../../../model/gateway-api-specs';
import { chooses } from '../../../model/label-selector';
import { Rule } from '../../rule';

const KINDS_WITH_SELECTOR = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

export const selectorMissesTemplate: Rule = {
  id: 'selector-misses-template',
  severity: 'error',
  title: 'a workload\'s selector does not choose its own pods',
  why: 'Kubernetes refuses such an object: it would create pods that it does not count as its own, or, with a selector that is empty, count all as its own. With it the version is '
    + 'missing that routes lead to.',
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
      const { selector } = object.spec;
      if (!KINDS_WITH_SELECTOR.has(kind) || !isObject(selector)) {
        continue;
      }
      const { matchLabels, matchExpressions } = selector as LabelSelector;
      if (isEmpty(matchLabels) && isEmpty(matchExpressions)) {
        report(object.manifest, ['spec', 'selector'], 'has a selector without labels, which would choose all pods');
      }
      matchExpressions?.forEach((expression, at) => {
        if (!chooses({ matchExpressions: [expression] }, labels)) {
          const { key = '', operator = '' } = expression;
          report(object.manifest, ['spec', 'selector', 'matchExpressions', at], `chooses pods by label ${key} (${operator}), and not its own`);
        }
      });
      for (const name in matchLabels) {
        const value = matchLabels[name];
        const carried = own(labels, name);
        if (carried === value) {
          continue;
        }
        const has = carried === undefined ? 'have no such label' : `have '${carried}'`;
        report(object.manifest, ['spec', 'selector', 'matchLabels', name], `chooses pods with ${name}: '${String(value)}', and its own ${has}`);
      }
    }
  },
};

function isEmpty(list: unknown): boolean {
  return list === undefined || (typeof list === 'object' && list !== null && Object.keys(list).length === 0);
}
