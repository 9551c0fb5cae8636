import { selectorMissesTemplate } from '../../../../src/check/rules/workload/selector-misses-template';
import { deployment, finder, job, object, pod } from '../../objects/workloads';

const find = finder(selectorMissesTemplate);
const chooses = (matchLabels: object, kind = 'Deployment') =>
  deployment('cart', { labels: { app: 'cart', version: 'v1' }, rest: { selector: { matchLabels } } }, kind);
const expressing = (expression: object, kind = 'Deployment') =>
  deployment('cart', { labels: { app: 'cart', version: 'v1' }, rest: { selector: { matchExpressions: [expression] } } }, kind);

describe('a selector', () => {
  test('misses its own pods by a value or a label', () => {
    expect(find([chooses({ app: 'cart', version: 'v2' })])).toEqual(['Deployment shop/cart spec.selector.matchLabels.version: chooses pods with version: \'v2\', and its own have \'v1\'']);
    expect(find([chooses({ tier: 'web' }, 'StatefulSet')])).toEqual([expect.stringContaining('chooses pods with tier: \'web\', and its own have no such label')]);
    expect(find([chooses({ tier: 'web' }, 'DaemonSet'), chooses({ tier: 'web' }, 'ReplicaSet')])).toHaveLength(2);
  });

  test('misses its own pods by an expression', () => {
    expect(find([expressing({ key: 'app', operator: 'NotIn', values: ['cart'] })])).toEqual([
      'Deployment shop/cart spec.selector.matchExpressions[0]: chooses pods by label app (NotIn), and not its own',
    ]);
    expect(find([expressing({ key: 'tier', operator: 'Exists' }, 'DaemonSet')])).toHaveLength(1);
  });

  test('of nothing would choose all pods', () => {
    expect(find([chooses({})])).toEqual(['Deployment shop/cart spec.selector: has a selector without labels, which would choose all pods']);
    expect(find([deployment('cart', { rest: { selector: {} } }, 'StatefulSet')])).toHaveLength(1);
  });

  test('chooses them, or there is none', () => {
    expect(find([chooses({ app: 'cart' }), pod('cart'), job('import')])).toEqual([]);
    expect(find([expressing({ key: 'app', operator: 'In', values: ['cart', 'web'] }), expressing({ key: 'version', operator: 'Exists' })])).toEqual([]);
    expect(find([object('batch/v1', 'Job', 'a', { spec: { selector: { matchLabels: { a: 'b' } }, template: {} } }), object('apps/v1', 'Deployment', 'a')])).toEqual([]);
  });
});
