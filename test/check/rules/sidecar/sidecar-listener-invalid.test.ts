import { sidecarListenerInvalid } from '../../../../src/check/rules/sidecar/sidecar-listener-invalid';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarListenerInvalid);
const inbound = (listener: string) => find(sidecar('a', `ingress: [{ ${listener} }]`)).map(text => text.replace('Sidecar shop/a spec.ingress[0].', ''));
const outbound = (listener: string) => find(sidecar('a', `egress: [{ ${listener} }]`)).map(text => text.replace('Sidecar shop/a spec.egress[0].', ''));

describe('a listener of a Sidecar', () => {
  test('has a port from 1 to 65535', () => {
    for (const port of [0, 65_536]) {
      expect(inbound(`port: { number: ${port} }`)).toEqual([`port.number: has port ${port}`]);
    }
    expect(outbound('port: { number: 65536 }')).toEqual(['port.number: has port 65536']);
    expect(inbound('port: { number: 1 }')).toEqual([]);
    expect(outbound('port: { number: 65535 }')).toEqual([]);
    expect(outbound('hosts: ["./*"]')).toEqual([]);
  });

  test('has an address, a known protocol, a name and no targetPort', () => {
    expect(inbound('port: { number: 80 }, bind: localhost')).toEqual(['bind: listens at \'localhost\', which is no address']);
    expect(outbound('port: { number: 80 }, bind: "unix:///a"')).toHaveLength(1);
    expect(inbound('port: { number: 80, protocol: WS }')).toEqual([expect.stringContaining('port.protocol: has protocol \'WS\', and Istio knows HTTP')]);
    expect(inbound('port: { number: 80, name: a.b }')).toEqual([expect.stringContaining('port.name: has a port with the name \'a.b\'')]);
    expect(inbound('port: { number: 80, targetPort: 8080 }')).toEqual(['port.targetPort: has targetPort 8080, which Sidecars do not have']);
    expect(inbound('port: { number: 80, protocol: http, name: web, targetPort: 0 }, bind: 10.0.0.1')).toEqual([]);
    expect(inbound('port: { number: 80, protocol: "", name: "" }, bind: "::1"')).toEqual([]);
  });

  test('is a socket for calls that go out, and does not capture', () => {
    expect(outbound('port: { number: 0 }, bind: "unix:///a"')).toEqual([]);
    expect(outbound('port: { number: 0 }, bind: "unix://@a", captureMode: NONE')).toEqual([]);
    expect(outbound('port: { number: 0 }, bind: 10.0.0.1')).toEqual(['port.number: has port 0 at a listener that is no socket']);
    expect(outbound('port: {}, bind: "unix://a"')).toEqual(['bind: listens at \'unix://a\', which is no absolute path of a file']);
    expect(outbound('port: { number: 0 }, bind: "unix:///a", captureMode: IPTABLES')).toEqual(['captureMode: captures traffic for socket \'unix:///a\'']);
    expect(inbound('port: { number: 0 }, bind: "unix:///a"')).toHaveLength(2);
  });
});
