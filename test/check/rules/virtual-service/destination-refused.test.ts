import { destinationRefused } from '../../../../src/check/rules/virtual-service/destination-refused';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (yaml: string) => findingsIn(yaml, [destinationRefused]);
const of = (destination: string) => find(httpService(`{ route: [{ destination: ${destination} }] }`)).map(text => text.split(' ').slice(2).join(' '));

describe('a destination', () => {
  test('is found where its host, subset or port cannot be', () => {
    expect(find(httpService('{ route: [{ destination: { host: "http://cart" } }] }'))).toEqual([
      'destination-refused: VirtualService shop/reviews spec.http[0].route[0].destination.host: routes to \'http://cart\', which is no name of DNS, which is refused',
    ]);
    const at = 'spec.http[0].route[0].destination';
    for (const host of ['cart:80', 'my_cart', '10.0.0.1', '::1', 'cart/', 'a..b', '-a', 'a.*', 'a'.repeat(64)]) {
      expect(of(`{ host: "${host}" }`)).toEqual([`shop/reviews ${at}.host: routes to '${host}', which is no name of DNS, which is refused`]);
    }
    expect(of('{ host: cart, subset: v1.2 }')).toEqual([`shop/reviews ${at}.subset: routes to subset 'v1.2', and names are of letters, digits and dashes, up to 63, which is refused`]);
    expect(of('{ host: cart, port: { number: 0 } }')).toEqual([`shop/reviews ${at}.port.number: routes to port 0, which is refused`]);
    expect(of('{ host: cart, port: { number: 65536 } }')).toEqual([`shop/reviews ${at}.port.number: routes to port 65536, which is refused`]);
    expect(of('{ host: cart, port: {} }')).toEqual([`shop/reviews ${at}.port: routes to a port without a number, which is refused`]);
  });

  test('is found wherever it stands', () => {
    expect(find(virtualService(`hosts: [a.example.com]
  http: [{ mirror: { host: a_b }, mirrors: [{ destination: { host: a_b } }], route: [{ destination: { host: cart } }] }]
  tls: [{ match: [{ sniHosts: [a.example.com] }], route: [{ destination: { host: a_b } }] }]
  tcp: [{ route: [{ destination: { host: a_b } }] }]`)).map(text => text.split(' ')[3])).toEqual([
      'spec.http[0].mirror.host:', 'spec.http[0].mirrors[0].destination.host:', 'spec.tls[0].route[0].destination.host:', 'spec.tcp[0].route[0].destination.host:',
    ]);
  });

  test('is not found where it can be, and where another rule says it', () => {
    for (const fine of ['{ host: cart }', '{ host: "*.example.com" }', '{ host: cart.shop. }', '{ host: Cart, subset: V1 }', '{ host: cart, subset: "" }', '{ host: "" }', '{ host: "*" }',
      '{ host: cart, port: { number: 1 } }', '{ host: cart, port: { number: 65535 } }', '{}']) {
      expect(of(fine)).toEqual([]);
    }
  });
});
