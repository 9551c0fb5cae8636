import { listenerWithoutTls } from '../../../../src/check/rules/gateway/listener-without-tls';
import { finder, k8sGateway } from '../../objects/gateways';

const find = finder(listenerWithoutTls);

describe('a listener of HTTPS', () => {
  test('needs tls', () => {
    expect(find(k8sGateway('public', ['{ name: http, port: 80, protocol: HTTP }', '{ name: https, port: 443, protocol: HTTPS }', '{ protocol: HTTPS }']))).toEqual([
      'Gateway edge/public spec.listeners[1]: has listener \'https\' of HTTPS without tls', 'Gateway edge/public spec.listeners[2]: has listener \'\' of HTTPS without tls',
    ]);
    expect(find(k8sGateway('public', ['{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: a }] } }', '{ name: tcp, port: 9000, protocol: TCP }']))).toEqual([]);
  });
});
