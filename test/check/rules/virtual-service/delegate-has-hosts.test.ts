import { delegateHasHosts } from '../../../../src/check/rules/virtual-service/delegate-has-hosts';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [delegateHasHosts]);

describe('a delegate with hosts', () => {
  test('is found', () => {
    const root = virtualService('hosts: [a]\n  http: [{ delegate: { name: cart } }, { delegate: { name: none } }]');
    expect(find(root, virtualService('hosts: [b, c]', 'cart'))).toEqual([
      'delegate-has-hosts: VirtualService shop/reviews spec.http[0].delegate: delegates to VirtualService \'shop/cart\', which has hosts of its own: \'b\', \'c\'',
    ]);
    expect(find(root, virtualService('hosts: []', 'cart'))).toEqual([]);
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: reviews } }]'))).toHaveLength(1);
  });
});
