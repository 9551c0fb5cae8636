import { gatewayCertificateTwice } from '../../../../src/check/rules/gateway/gateway-certificate-twice';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayCertificateTwice);
const https = (host: string, tls = '{ mode: SIMPLE, credentialName: shop }', protocol = 'HTTPS', port = 443) => server(port, protocol, [host], `tls: ${tls}`, host.replace(/\./g, '-'));

describe('a certificate of two servers', () => {
  test('is found at one port of a gateway', () => {
    expect(find(gateway('shop', [https('a.example.com')]), gateway('cart', [https('b.example.com')]))).toEqual([
      'Gateway edge/cart spec.servers[0].tls.credentialName: serves certificate \'shop\' at port 443, as server \'a-example-com\' of Gateway \'edge/shop\' does',
    ]);
    expect(find(gateway('shop', [https('a.example.com'), https('b.example.com', '{ mode: MUTUAL, credentialName: shop }')]))).toHaveLength(1);
    const files = '{ mode: OPTIONAL_MUTUAL, serverCertificate: /a.crt, privateKey: /a.key }';
    expect(find(gateway('shop', [https('a.example.com', files), https('b.example.com', files)]))).toEqual([expect.stringContaining('tls.serverCertificate')]);
  });

  test('is found once for each server', () => {
    expect(find(gateway('shop', [https('a.example.com'), https('b.example.com'), https('c.example.com')]))).toHaveLength(2);
  });

  test('may be at other ports, for what is no HTTP or where TLS does not end', () => {
    expect(find(gateway('shop', [https('a.example.com'), https('b.example.com', undefined, 'HTTPS', 8443)]))).toEqual([]);
    expect(find(gateway('shop', [https('a.example.com'), https('b.example.com', undefined, 'TLS')]))).toEqual([]);
    expect(find(gateway('shop', [https('a.example.com'), https('b.example.com', '{ mode: SIMPLE, credentialName: cart }')]))).toEqual([]);
    expect(find(gateway('shop', [https('a.example.com', '{ mode: PASSTHROUGH, credentialName: shop }'), https('b.example.com')]))).toEqual([]);
    expect(find(gateway('shop', [https('a.example.com', '{ mode: SIMPLE }'), https('b.example.com', '{ mode: SIMPLE }')]))).toEqual([]);
  });
});
