import { listenersConflict } from '../../../../src/check/rules/gateway/listeners-conflict';
import { finder, k8sGateway } from '../../objects/gateways';

const find = finder(listenersConflict);
const of = (...protocols: string[]) => find(k8sGateway('public', protocols.map((protocol, at) => {
  const [name, hostname] = protocol.split(' ');
  return `{ name: l${at}, port: 443, protocol: ${name}${hostname ? `, hostname: ${hostname}` : ''} }`;
})));

describe('listeners at one port', () => {
  test('conflict if nothing tells them apart', () => {
    expect(of('HTTP', 'TCP')).toEqual(['Gateway edge/public spec.listeners[1]: has listener \'l1\' of TCP at port 443, which listener \'l0\' has for HTTP']);
    expect(of('TCP', 'TLS a.example.com')).toHaveLength(1);
    expect(of('TCP', 'UDP')).toHaveLength(1);
    expect(of('HTTPS a.example.com', 'TLS a.example.com')).toHaveLength(1);
    expect(of('HTTPS', 'HTTP')).toHaveLength(1);
    expect(of('HTTPS', 'TLS "*"')).toHaveLength(1);
  });

  test('do not if hostnames do, and are the schema\'s business if they are the same', () => {
    expect(of('HTTPS a.example.com', 'TLS b.example.com', 'HTTPS')).toEqual([]);
    expect(of('HTTPS', 'HTTPS')).toEqual([]);
    expect(of('HBONE', 'HBONE')).toEqual([]);
    expect(of('HBONE', 'HTTP')).toEqual([]);
    expect(find(k8sGateway('public', ['{ port: 80, protocol: HTTP }', '{ port: 81, protocol: TCP }', '{ protocol: TCP }', '{ protocol: HTTP }', '{ port: 80 }']))).toEqual([]);
  });

  test('are compared with those that are taken', () => {
    expect(of('HTTP', 'TCP', 'UDP')).toHaveLength(2);
  });
});
