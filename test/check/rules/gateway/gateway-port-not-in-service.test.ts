import { gatewayPortNotInService } from '../../../../src/check/rules/gateway/gateway-port-not-in-service';
import { finder, gateway, gatewayPod, server, service } from '../../objects/gateways';

const find = finder(gatewayPortNotInService);
const ports = '{ name: http2, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: https }, { name: quic, port: 444, protocol: UDP }';
const ingress = service('ingress', 'edge', ports, '{ istio: ingress }');
const proxy = gatewayPod('ingress', 'edge', '{ istio: ingress }', '{ containers: [{ name: istio-proxy, ports: [{ name: https, containerPort: 8443 }] }] }');
const opens = (...numbers: number[]) => gateway('shop', numbers.map(number => server(number, 'HTTP', ['*'])));

describe('a port that the Service does not have', () => {
  test('is found, with what is there', () => {
    expect(find(opens(80, 9080), ingress, proxy)).toEqual([
      'Gateway edge/shop spec.servers[1].port.number: opens port 9080, which Service \'edge/ingress\' of the gateway does not have; it has 80, 443',
    ]);
    expect(find(opens(444), ingress, proxy)).toHaveLength(1);
  });

  test('may be a port of the Service or of the pods behind it', () => {
    expect(find(opens(80, 8080, 443, 8443), ingress, proxy)).toEqual([]);
  });

  test('may be in any Service of any of the gateways', () => {
    expect(find(opens(9080), ingress, proxy, service('admin', 'edge', '{ name: http, port: 9080 }', '{ istio: ingress }'))).toEqual([]);
  });

  test('is not said without a Service or a gateway, nor of all gateways', () => {
    expect(find(opens(9080), proxy)).toEqual([]);
    expect(find(opens(9080), ingress)).toEqual([]);
    expect(find(opens(9080), service('ingress', 'other', ports, '{ istio: ingress }'), proxy)).toEqual([]);
    expect(find(gateway('shop', [server(9080, 'HTTP', ['*'])], '{}'), ingress, proxy)).toEqual([]);
  });

  test('is not said where pods listen on the node, or a name of a port is not known', () => {
    expect(find(opens(9080), ingress, proxy.replace('{ containers', '{ hostNetwork: true, containers'))).toEqual([]);
    expect(find(opens(9080), ingress, proxy.replace('8443', '8443, hostPort: 443'))).toEqual([]);
    expect(find(opens(9080), ingress, proxy.replace('name: https', 'name: other'))).toEqual([]);
  });

  test('is not said of sockets', () => {
    expect(find(gateway('shop', [server(0, 'HTTP', ['*'], 'bind: "unix:///run/shop"')]), ingress, proxy)).toEqual([]);
  });
});
