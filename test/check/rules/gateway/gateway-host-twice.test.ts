import { gatewayHostTwice } from '../../../../src/check/rules/gateway/gateway-host-twice';
import { fieldsOf, finder, gateway, gatewayPod, server } from '../../objects/gateways';

const find = finder(gatewayHostTwice);
const https = (hosts: string[], more = '', name?: string) => server(443, 'HTTPS', hosts, `tls: { mode: SIMPLE, credentialName: shop }${more}`, name);
const passes = (hosts: string[]) => server(443, 'TLS', hosts, 'tls: { mode: PASSTHROUGH }');

describe('a host of two servers at one port', () => {
  test('is found at the second of them', () => {
    expect(find(gateway('shop', [https(['a.example.com'])]), gateway('cart', [https(['b.example.com', 'a.example.com'])]))).toEqual([
      'Gateway edge/cart spec.servers[0].hosts[1]: has host \'a.example.com\' at port 443 for which there is a server already: \'https-443\' of Gateway \'edge/shop\'',
    ]);
    expect(fieldsOf(find(gateway('shop', [https(['a.example.com']), https(['a.example.com'], '', 'again')])))).toEqual(['spec.servers[1].hosts[0]']);
    expect(find(gateway('shop', [passes(['a.example.com'])]), gateway('cart', [passes(['a.example.com'])]))).toHaveLength(1);
    expect(find(gateway('shop', [passes(['*'])]), gateway('cart', [passes(['*/*'])]))).toHaveLength(1);
  });

  test('is found whatever namespace is before it, where TLS ends', () => {
    expect(find(gateway('shop', [https(['shop/a.example.com'])]), gateway('cart', [https(['cart/a.example.com'])]))).toHaveLength(1);
    expect(find(gateway('shop', [passes(['shop/a.example.com'])]), gateway('cart', [passes(['cart/a.example.com'])]))).toEqual([]);
    expect(find(gateway('shop', [passes(['edge/a.example.com'])]), gateway('cart', [passes(['./a.example.com'])]))).toHaveLength(1);
  });

  test('does not count hosts of a server that is left out', () => {
    const found = find(gateway('a', [https(['a.example.com'])]), gateway('b', [https(['a.example.com', 'b.example.com'])]), gateway('c', [https(['b.example.com'])]));
    expect(found).toHaveLength(1);
  });

  test('is not found at other ports, addresses, gateways or without encryption', () => {
    expect(find(gateway('shop', [https(['a.example.com'])]), gateway('cart', [https(['a.example.com']).replace('number: 443', 'number: 8443')]))).toEqual([]);
    expect(find(gateway('shop', [https(['a.example.com'])]), gateway('cart', [https(['a.example.com'], ', bind: 10.0.0.1')]))).toEqual([]);
    expect(find(gateway('shop', [https(['a.example.com'])]), gateway('cart', [https(['a.example.com'])], '{ istio: other }'))).toEqual([]);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*'])]), gateway('cart', [server(80, 'HTTP', ['*'])]))).toEqual([]);
    const redirect = server(80, 'HTTP', ['*'], 'tls: { httpsRedirect: true }');
    expect(find(gateway('shop', [redirect]), gateway('cart', [redirect]))).toEqual([]);
  });

  test('is found where different selectors choose the same pods', () => {
    const both = [gateway('shop', [https(['a.example.com'])]), gateway('cart', [https(['a.example.com'])], '{ app: ingress }')];
    expect(find(...both)).toEqual([]);
    expect(find(...both, gatewayPod('ingress', 'edge', '{ istio: ingress, app: ingress }'))).toHaveLength(1);
    expect(find(...both, gatewayPod('ingress', 'edge', '{ istio: ingress, app: ingress }'), gatewayPod('more', 'edge', '{ istio: ingress, app: ingress }'))).toHaveLength(1);
  });

  test('names selectors whatever the order of their labels', () => {
    expect(find(gateway('shop', [https(['a.example.com'])], '{ a: "1", b: "2" }'), gateway('cart', [https(['a.example.com'])], '{ b: "2", a: "1" }'))).toHaveLength(1);
  });
});
