import { gatewaySecretMalformed } from '../../../../src/check/rules/gateway/gateway-secret-malformed';
import { finder, gateway, gatewayPod, k8sGateway, object, server } from '../../objects/gateways';

const find = finder(gatewaySecretMalformed);
const shop = (mode = 'SIMPLE') => gateway('shop', [server(443, 'HTTPS', ['*'], `tls: { mode: ${mode}, credentialName: shop }`)]);
const secret = (keys: string[], name = 'shop', field = 'data') => object('v1', 'Secret', name, 'edge', `${field}: { ${keys.map(key => `${key}: YQ==`).join(', ')} }`);

describe('the secret of a gateway', () => {
  test('needs a certificate and a key', () => {
    expect(find(shop(), gatewayPod(), secret(['tls.crt', 'key']))).toEqual([
      'Gateway edge/shop spec.servers[0].tls.credentialName: takes its certificate from secret \'edge/shop\', which has \'tls.crt\', \'key\' and no pair \'tls.crt\' and \'tls.key\'',
    ]);
    expect(find(shop(), gatewayPod(), secret(['cert', 'tls.key'], 'shop', 'stringData'))).toHaveLength(1);
    expect(find(shop(), gatewayPod(), secret(['tls.crt', 'tls.key']))).toEqual([]);
    expect(find(shop(), gatewayPod(), secret(['cert', 'key'], 'shop', 'stringData'))).toEqual([]);
  });

  test('needs an authority where clients show certificates', () => {
    expect(find(shop('MUTUAL'), gatewayPod(), secret(['tls.crt', 'tls.key']))).toEqual([expect.stringContaining(
      'asks clients for certificates, and secret \'edge/shop\' has no \'ca.crt\' to check them against')]);
    expect(find(shop('OPTIONAL_MUTUAL'), gatewayPod(), secret(['cert', 'key']))).toHaveLength(1);
    expect(find(shop('MUTUAL'), gatewayPod(), secret(['tls.crt', 'tls.key', 'ca.crt']))).toEqual([]);
    expect(find(shop('MUTUAL'), gatewayPod(), secret(['cert', 'key', 'cacert']))).toEqual([]);
    expect(find(shop('MUTUAL'), gatewayPod(), secret(['tls.crt', 'tls.key']), secret(['ca.crt'], 'shop-cacert'))).toEqual([]);
  });

  test('is not judged where nobody knows what is in it', () => {
    expect(find(shop(), gatewayPod(), secret([]))).toEqual([]);
    expect(find(shop(), gatewayPod(), object('cert-manager.io/v1', 'Certificate', 'c', 'edge', 'spec: { secretName: shop }'))).toEqual([]);
    expect(find(shop(), gatewayPod())).toEqual([]);
    expect(find(shop(), secret(['other']))).toEqual([]);
  });

  test('may be of a listener', () => {
    const listener = (options = '') => k8sGateway('public', [`{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop }]${options} } }`]);
    expect(find(listener(), secret(['other']))).toHaveLength(1);
    expect(find(listener(), secret(['tls.crt', 'tls.key']))).toEqual([]);
    expect(find(listener(', options: { gateway.istio.io/tls-terminate-mode: MUTUAL }'), secret(['tls.crt', 'tls.key']))).toHaveLength(1);
  });
});
