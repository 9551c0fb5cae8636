import { gatewayCertificateUnusable } from '../../../../src/check/rules/gateway/gateway-certificate-unusable';
import { PEM } from '../../../support/certificate';
import { finder, gateway, gatewayPod, object, server } from '../../objects/gateways';

const find = finder(gatewayCertificateUnusable);
const GARBLED = PEM.replace('MII', 'MIII');
const encoded = (text: string) => Buffer.from(text).toString('base64');
const of = (...fields: string[]) => find(
  gateway('shop', [server(443, 'HTTPS', ['*'], 'tls: { mode: SIMPLE, credentialName: shop }')]), gatewayPod(), object('v1', 'Secret', 'shop', 'edge', fields.join('\n')));
const field = (name: string, key: string, text: string) => `${name}: { ${key}: ${JSON.stringify(text)} }`;

describe('the certificate of a gateway', () => {
  test('is read, however the secret has it', () => {
    expect(of(field('data', 'tls.crt', encoded(GARBLED)))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.credentialName: takes its certificate from secret \'edge/shop\', which is none',
    ]);
    expect([of(field('data', 'cert', encoded(GARBLED))), of(field('stringData', 'tls.crt', GARBLED)), of(field('stringData', 'cert', GARBLED))].flat()).toHaveLength(3);
    expect(of(field('data', 'tls.crt', encoded(PEM)), field('stringData', 'tls.crt', GARBLED))).toHaveLength(1);
  });

  test('is fine, or no business of anybody', () => {
    expect([
      of(field('data', 'tls.crt', encoded(PEM))), of(field('stringData', 'tls.crt', PEM)), of(field('data', 'tls.crt', GARBLED)), of('data: { tls.crt: 1 }'), of('data: 1'), of(''),
      of(field('data', 'ca.crt', encoded(GARBLED))), of(field('data', 'tls.crt', encoded(GARBLED)), field('stringData', 'tls.crt', PEM)),
    ].flat()).toEqual([]);
    expect(find(object('v1', 'Secret', 'shop', 'edge', field('data', 'tls.crt', encoded(GARBLED))))).toEqual([]);
  });
});
