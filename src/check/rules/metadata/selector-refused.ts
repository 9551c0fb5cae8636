import { isObject, JsonObject } from '../../../manifests/manifest';
import { kubernetesSelectors } from '../../../model/kubernetes-selectors';
import { labelNameProblem, labelValueProblem } from '../../../model/label-syntax';
import { Rule } from '../../rule';

export const selectorRefused: Rule = {
  id: 'selector-refused',
  severity: 'error',
  title: 'a selector asks for labels that there cannot be, or in a way that there is not',
  why: 'The API server refuses the object: a selector names labels as they may be given. Expressions with In and NotIn name values, those with Exists and DoesNotExist name none; of nodes, '
    + 'those with Gt and Lt name one.',
  fix: 'write the label as the pods have it',
  codes: [],
  bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: cart, namespace: shop }
spec:
  minAvailable: 1
  selector:
    matchExpressions:
      - { key: app, operator: In }
`,
  mend: { 'operator: In': 'operator: In, values: [cart]' },

  check(mesh, report) {
    for (const { manifest, path, labels = {}, expressions = [], ofNodes } of kubernetesSelectors(mesh)) {
      for (const name in labels) {
        const value = labels[name];
        const problem = labelNameProblem(name) ?? (typeof value === 'string' ? labelValueProblem(value) : undefined);
        if (problem !== undefined) {
          report(manifest, [...path, name], `selects by a label that is none: ${problem}`);
        }
      }
      expressions.forEach((expression, at) => {
        const problem = isObject(expression) ? problemOf(expression, ofNodes, path.includes('preference')) : undefined;
        if (problem !== undefined) {
          report(manifest, [...path, at], problem);
        }
      });
    }
  },
};

function problemOf({ key, operator, values }: JsonObject, ofNodes: boolean, preferred: boolean): string | undefined {
  const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', ...ofNodes ? ['Gt', 'Lt'] : []];
  const given = Array.isArray(values) ? values.filter(value => typeof value === 'string') : [];
  if (typeof operator === 'string' && !operators.includes(operator)) {
    return `selects by the operator '${operator}', and there are ${operators.join(', ')}`;
  }
  if ((operator === 'In' || operator === 'NotIn') && given.length === 0) {
    return `selects by ${operator} without values`;
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && given.length > 0) {
    return `selects by ${operator} with values, which it has none of`;
  }
  if ((operator === 'Gt' || operator === 'Lt') && given.length !== 1) {
    return `selects by ${operator} with ${given.length} values, and it has one`;
  }
  const name = typeof key === 'string' ? labelNameProblem(key) : undefined;
  // Where nodes are only preferred, any value is taken.
  const value = preferred ? undefined : given.map(labelValueProblem).find(problem => problem !== undefined);
  const problem = name ?? value;
  return problem === undefined ? undefined : `selects by a label that is none: ${problem}`;
}
