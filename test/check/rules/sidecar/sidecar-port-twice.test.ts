import { sidecarPortTwice } from '../../../../src/check/rules/sidecar/sidecar-port-twice';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarPortTwice);
const inbound = (...ports: number[]) => `ingress: [${ports.map(port => `{ port: { number: ${port} } }`).join(', ')}]`;
const outbound = (...listeners: string[]) => `egress: [${listeners.map(one => `{ ${one}, hosts: ["./*"] }`).join(', ')}]`;

describe('a port of two listeners', () => {
  test('is found', () => {
    expect(find(sidecar('a', inbound(80, 81, 80)))).toEqual(['Sidecar shop/a spec.ingress[2].port: has a second listener at ingress port 80']);
    expect(find(sidecar('a', outbound('port: { number: 80 }', 'port: { number: 80 }, bind: 10.0.0.1')))).toEqual([expect.stringContaining('at egress port 80')]);
    expect(find(sidecar('a', outbound('port: { number: 0 }, bind: "unix:///a"', 'port: {}, bind: "unix:///a"')))).toEqual([expect.stringContaining('at egress socket \'unix:///a\'')]);
  });

  test('may be of calls in and out, of two Sidecars or of none', () => {
    expect(find(sidecar('a', `${inbound(80)}, ${outbound('port: { number: 80 }')}`), sidecar('b', inbound(80)))).toEqual([]);
    expect(find(sidecar('a', outbound('port: { number: 0 }, bind: "unix:///a"', 'port: { number: 0 }, bind: "unix:///b"', 'bind: ""', 'bind: ""')))).toEqual([]);
    expect(find(sidecar('a', inbound(0, 0)))).toEqual([]);
  });
});
