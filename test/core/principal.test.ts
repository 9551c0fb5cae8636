import { App, Chart } from 'cdk8s';
import { MeshSettings } from '../../src';
import { principalOf } from '../../src/core/principal';

describe('the identity of a service account', () => {
  test('is the one of its namespace, in the mesh\'s own trust domain', () => {
    expect(principalOf(new Chart(new App(), 'shop'), 'shop', 'cart')).toBe('cluster.local/ns/shop/sa/cart');
    const app = new App();
    MeshSettings.set(app, { trustDomain: 'example.com' });
    expect(principalOf(new Chart(app, 'shop'), 'shop', 'cart')).toBe('example.com/ns/shop/sa/cart');
  });
});
