import { delegateNotFound } from '../../../../src/check/rules/virtual-service/delegate-not-found';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [delegateNotFound]);

describe('a delegate that is not there', () => {
  test('is found where VirtualServices of its namespace were given', () => {
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: cart } }, { delegate: { name: cart, namespace: front } }, { route: [] }]'))).toEqual([
      'delegate-not-found: VirtualService shop/reviews spec.http[0].delegate: delegates to VirtualService \'shop/cart\', which is not there',
    ]);
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: cart, namespace: "" } }]'), virtualService('http: []', 'cart'))).toEqual([]);
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: cart, namespace: front } }]'), virtualService('http: []', 'other', 'front'))).toHaveLength(1);
  });

  test('is found where it is not exported to who delegates', () => {
    const root = virtualService('hosts: [a]\n  http: [{ delegate: { name: cart, namespace: front } }]');
    expect(find(root, virtualService('exportTo: ["."]', 'cart', 'front'))).toEqual([
      'delegate-not-found: VirtualService shop/reviews spec.http[0].delegate: delegates to VirtualService \'front/cart\', which is not exported to namespace \'shop\'',
    ]);
    expect(find(root, virtualService('exportTo: [shop]', 'cart', 'front'))).toEqual([]);
    expect(find(root, virtualService('http: []', 'cart', 'front'))).toEqual([]);
  });

  test('is nothing that a delegate names', () => {
    expect(find(virtualService('http: [{ delegate: { name: cart } }]'))).toEqual([]);
  });
});
