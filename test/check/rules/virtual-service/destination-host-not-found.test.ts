import { destinationHostNotFound } from '../../../../src/check/rules/virtual-service/destination-host-not-found';
import { findingsIn } from '../../fixtures';
import { httpService, service } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationHostNotFound]);
const to = (host: string) => httpService(`{ route: [{ destination: { host: "${host}" } }] }`);

describe('a host that is not there', () => {
  test('is found where it would have been given', () => {
    expect(find(service('cart'), to('carts'))).toEqual([
      'destination-host-not-found: VirtualService shop/reviews spec.http[0].route[0].destination.host: routes to \'carts.shop.svc.cluster.local\', which no Service and no ServiceEntry has',
    ]);
    expect(find(service('cart'), to('cart.shop'))).toEqual([expect.stringMatching(/; 'cart\.shop\.svc\.cluster\.local' is meant, perhaps$/)]);
    expect(find(service('cart'), to('cart'))).toEqual([]);
    expect(find(to('cart'))).toEqual([]);
  });

  test('is not one of another namespace, exported or not: its callers may see it where the routes do not stand', () => {
    const hidden = service('pay', 'bank').replace('namespace: bank }', 'namespace: bank, annotations: { networking.istio.io/exportTo: "." } }');
    expect(find(hidden, to('pay.bank.svc.cluster.local'))).toEqual([]);
    expect(find(service('pay', 'bank'), to('pay.bank.svc.cluster.local'))).toEqual([]);
  });

  test('is not no host, nor all of them: that is another mistake', () => {
    expect(find(service('cart'), to(''), to('*').replace('name: reviews', 'name: other'))).toEqual([]);
  });
});
