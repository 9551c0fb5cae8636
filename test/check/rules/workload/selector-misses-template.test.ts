import { deployment, finder, job, object, pod } from './objects';
import { selectorMissesTemplate } from '../../../../src/check/rules/workload/selector-misses-template';

const find = finder(selectorMissesTemplate);
const chooses = (matchLabels: object, kind = 'Deployment') =>
  deployment('cart', { labels: { app: 'cart', version: 'v1' }, rest: { selector: { matchLabels } } }, kind);

describe('a selector', () => {
  test('misses its own pods by a value or a label', () => {
    expect(find([chooses({ app: 'cart', version: 'v2' })])).toEqual(['Deployment shop/cart spec.selector.matchLabels.version: chooses pods with version: \'v2\', and its own have \'v1\'']);
    expect(find([chooses({ tier: 'web' }, 'StatefulSet')])).toEqual([expect.stringContaining('chooses pods with tier: \'web\', and its own have no such label')]);
    expect(find([chooses({ tier: 'web' }, 'DaemonSet'), chooses({ tier: 'web' }, 'ReplicaSet')])).toHaveLength(2);
  });

  test('chooses them, or there is none', () => {
    expect(find([chooses({ app: 'cart' }), chooses({}), pod('cart'), job('import')])).toEqual([]);
    expect(find([object('batch/v1', 'Job', 'a', { spec: { selector: { matchLabels: { a: 'b' } }, template: {} } }), object('apps/v1', 'Deployment', 'a')])).toEqual([]);
  });
});
