import { chosenInNamespace } from '../../src/model/chosen-pods';
import { meshOf } from '../check/fixtures';
import { object, pod, service } from '../check/objects/gateways';

const chosen = (selector: { [name: string]: string }, ...objects: string[]) => chosenInNamespace(meshOf(objects.join('\n---\n')), 'shop', selector);

describe('what a selector chooses in a namespace', () => {
  test('is something, nothing, or not known', () => {
    expect(chosen({ app: 'cart' }, pod('cart'))).toBe('some');
    expect(chosen({ app: 'cart' }, pod('reviews'))).toBe('none');
    expect(chosen({ app: 'cart' }, pod('cart', 'front'), service('cart', 'shop', ''))).toBe('unknown');
  });

  test('is not known where others deploy pods too', () => {
    const mesh = meshOf(pod('reviews'), { partlyGiven: ['shop'] });
    expect([chosenInNamespace(mesh, 'shop', { app: 'cart' }), chosenInNamespace(mesh, 'shop', { app: 'reviews' })]).toEqual(['unknown', 'some']);
  });

  test('may be machines', () => {
    expect(chosen({ app: 'vm' }, object('networking.istio.io/v1', 'WorkloadEntry', 'vm', 'shop', 'spec: { labels: { app: vm } }'))).toBe('some');
    expect(chosen({ app: 'vm' }, object('networking.istio.io/v1', 'WorkloadGroup', 'vm', 'shop', 'spec: { metadata: { labels: { app: vm } } }'))).toBe('some');
    expect(chosen({ app: 'vm' }, object('networking.istio.io/v1', 'WorkloadGroup', 'vm', 'shop', 'spec: {}'))).toBe('unknown');
  });
});
