import { kubernetesSelectors } from '../../src/model/kubernetes-selectors';
import { meshOf } from '../check/fixtures';

const found = (...objects: object[]) => kubernetesSelectors(meshOf(objects.map(object => JSON.stringify(object)).join('\n---\n')))
  .map(({ path, labels, expressions, ofNodes }) => `${path.join('.')} ${JSON.stringify(labels ?? expressions)}${ofNodes ? ' of nodes' : ''}`);
const metadata = { name: 'cart', namespace: 'shop' };
const expression = { key: 'app', operator: 'Exists' };

describe('selectors of Kubernetes', () => {
  test('of a Service are its own, and of nothing else that looks like one', () => {
    expect(found({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] } })).toEqual(['spec.selector {"app":"cart"}']);
    expect(found({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } })).toEqual([]);
    expect(found({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { matchLabels: 'app' } })).toEqual([]);
  });

  test('of workloads are found at any depth, those of nodes as such', () => {
    const nodeSelectorTerms = [{ matchExpressions: [expression] }, { matchFields: [expression] }];
    const terms = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    const preferred = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [expression] } }] };
    const labelSelector = { matchLabels: { app: 'a' }, matchExpressions: [expression] };
    const podAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', labelSelector }] };
    const spec = { nodeSelector: { disk: 'ssd' }, affinity: { nodeAffinity: { ...terms, ...preferred }, podAffinity }, containers: [{ name: 'a', image: 'a:1' }] };
    const selector = { matchLabels: { app: 'cart' } };
    expect(found({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector, template: { metadata: { labels: { app: 'cart' } }, spec } } })).toEqual([
      'spec.selector.matchLabels {"app":"cart"}',
      'spec.template.spec.nodeSelector {"disk":"ssd"}',
      'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions [{"key":"app","operator":"Exists"}] of nodes',
      'spec.template.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.preference.matchExpressions [{"key":"app","operator":"Exists"}] of nodes',
      'spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.labelSelector.matchLabels {"app":"a"}',
      'spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.labelSelector.matchExpressions [{"key":"app","operator":"Exists"}]',
    ]);
  });

  test('of ClusterRoles choose the roles of which they are made', () => {
    const clusterRoleSelectors = [{ matchLabels: { to: 'admin' } }];
    expect(found({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, aggregationRule: { clusterRoleSelectors }, rules: [] }))
      .toEqual(['aggregationRule.clusterRoleSelectors.0.matchLabels {"to":"admin"}']);
  });

  test('are left out where their type is wrong', () => {
    expect(found({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { selector: { matchLabels: [], matchExpressions: {} } } })).toEqual([]);
  });
});
