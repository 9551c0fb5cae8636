import { destinationPortNotFound } from '../../../../src/check/rules/virtual-service/destination-port-not-found';
import { findingsIn } from '../../fixtures';
import { httpService, service } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationPortNotFound]);

describe('a port that a host does not have', () => {
  test('is found, and the one that is meant is said', () => {
    const to = (port: number) => httpService(`{ route: [{ destination: { host: cart, port: { number: ${port} } } }] }`);
    expect(find(service('cart', 'shop', ['http:80', 'admin:90']), to(81))).toEqual([
      'destination-port-not-found: VirtualService shop/reviews spec.http[0].route[0].destination.port.number: routes to port 81 of \'cart.shop.svc.cluster.local\', which has 80, 90',
    ]);
    expect(find(service('cart', 'shop', ['http:80', 'admin:90']), to(90))).toEqual([]);
    expect(find(service('cart').replace('port: 80', 'port: 80, targetPort: 81'), to(81))).toEqual([expect.stringMatching(/which has 80; 81 is the targetPort of 80$/)]);
    expect(find(to(81))).toEqual([]);
    expect(find(service('cart', 'shop', []), to(81))).toEqual([]);
    expect(find(service('cart'), httpService('{ route: [{ destination: { host: cart } }] }'))).toEqual([]);
  });
});
