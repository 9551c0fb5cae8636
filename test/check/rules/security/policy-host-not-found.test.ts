import { policyHostNotFound } from '../../../../src/check/rules/security/policy-host-not-found';
import { authorization, found, pod, service, TestObject } from '../../objects/as-json';

const told = (host: string, ...objects: TestObject[]) => found(policyHostNotFound, [
  authorization({ rules: [{ to: [{ operation: { hosts: [host] } }] }] }), ...objects,
]);

describe('the host that a policy asks for', () => {
  test('is told if no Service has it', () => {
    expect(told('carts.shop.svc.cluster.local', pod())).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.hosts[0]: asks for host \'carts.shop.svc.cluster.local\' in hosts, which no Service and no ServiceEntry has',
    ]);
    expect(told('Carts.shop.svc.cluster.local:8080', pod())).toHaveLength(1);
  });

  test('may be there, in another namespace, or any name of the world', () => {
    expect(told('cart.shop.svc.cluster.local', service({ ports: [{ port: 80 }] }))).toEqual([]);
    expect(told('cart.store.svc.cluster.local', pod())).toEqual([]);
    expect(['cart', 'cart.shop', 'www.example.com', '*.shop.svc.cluster.local'].flatMap(host => told(host, pod()))).toEqual([]);
  });
});
