import { selectorRefused } from '../../../../src/check/rules/metadata/selector-refused';
import { findingsIn } from '../../fixtures';

const budget = (selector: string) => findingsIn(`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: cart, namespace: shop }
spec: { selector: ${selector} }
`, [selectorRefused]).map(text => text.replace('selector-refused: PodDisruptionBudget shop/cart spec.selector.', ''));

const expression = (text: string) => budget(`{ matchExpressions: [{ key: app, ${text} }] }`).map(found => found.replace('matchExpressions[0]: selects by ', ''));

describe('a selector', () => {
  test('names labels as they may be', () => {
    expect(budget('{ matchLabels: { app: a b, version: v1 } }')).toEqual([
      'matchLabels.app: selects by a label that is none: value \'a b\' is none: values are up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them',
    ]);
    expect(budget('{ matchLabels: { "*": a } }')).toHaveLength(1);
    expect(budget('{ matchExpressions: [{ key: a b, operator: Exists }] }')).toHaveLength(1);
    expect(expression('operator: In, values: [a, b c]')[0]).toContain('a label that is none: value \'b c\'');
  });

  test('has values where its operator needs them', () => {
    expect(expression('operator: In')).toEqual(['In without values']);
    expect(expression('operator: NotIn, values: []')).toEqual(['NotIn without values']);
    expect(expression('operator: Exists, values: [a]')).toEqual(['Exists with values, which it has none of']);
    expect(expression('operator: DoesNotExist, values: [a]')).toHaveLength(1);
    expect(expression('operator: Equals, values: [a]')).toEqual(['the operator \'Equals\', and there are In, NotIn, Exists, DoesNotExist']);
    for (const fine of ['operator: In, values: [a]', 'operator: NotIn, values: ["", b]', 'operator: Exists', 'operator: DoesNotExist, values: []']) {
      expect(expression(fine)).toEqual([]);
    }
  });

  test('of nodes has more operators', () => {
    const nodes = (field: string) => (text: string) => findingsIn(`
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  containers: [{ name: cart, image: cart }]
  affinity: { nodeAffinity: ${field.replace('%', `{ matchExpressions: [{ key: a, ${text} }] }`)} }
`, [selectorRefused]).map(found => found.split(': ').slice(2).join(': '));
    const required = nodes('{ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [%] } }');
    expect(required('operator: Gt, values: ["1"]')).toEqual([]);
    expect(required('operator: Lt, values: ["1", "2"]')).toEqual(['selects by Lt with 2 values, and it has one']);
    expect(required('operator: Equals')).toEqual(['selects by the operator \'Equals\', and there are In, NotIn, Exists, DoesNotExist, Gt, Lt']);
    expect(required('operator: In, values: [a b]')).toHaveLength(1);
    const preferred = nodes('{ preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: % }] }');
    expect(preferred('operator: In, values: [a b]')).toEqual([]);
    expect(preferred('operator: In')).toHaveLength(1);
  });

  test('is looked at wherever Kubernetes reads one', () => {
    const bad = '{ matchLabels: { app: a b } }';
    expect(findingsIn(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: a b } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: { podSelector: ${bad}, ingress: [{ from: [{ namespaceSelector: ${bad} }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: ${bad}
  template:
    spec:
      nodeSelector: { app: a b }
      containers: []
      topologySpreadConstraints: [{ topologyKey: a, whenUnsatisfiable: DoNotSchedule, maxSkew: 1, labelSelector: ${bad} }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: cart }
aggregationRule: { clusterRoleSelectors: [${bad}] }
`, [selectorRefused]).map(text => text.split(' ')[3])).toEqual([
      'spec.selector.app:',
      'spec.podSelector.matchLabels.app:', 'spec.ingress[0].from[0].namespaceSelector.matchLabels.app:',
      'spec.selector.matchLabels.app:', 'spec.template.spec.nodeSelector.app:', 'spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels.app:',
      'aggregationRule.clusterRoleSelectors[0].matchLabels.app:',
    ]);
  });
});
