import { tunnelRefused } from '../../../../src/check/rules/destination-rule/tunnel-refused';
import { findingsIn } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (text: string) => findingsIn(policy(text), [tunnelRefused]).map(one => one.replace('tunnel-refused: DestinationRule shop/reviews spec.trafficPolicy.', ''));
const tunnel = (text: string) => find(`tunnel: { ${text} }`);

describe('a tunnel', () => {
  test('is opened by CONNECT or POST', () => {
    expect(tunnel('targetHost: a.example.com, targetPort: 443')).toEqual([]);
    expect(tunnel('protocol: CONNECT, targetHost: 192.0.2.1, targetPort: 1')).toEqual([]);
    expect(tunnel('protocol: POST, targetHost: a.example.com, targetPort: 65535')).toEqual([]);
    expect(tunnel('protocol: connect, targetHost: a.example.com, targetPort: 443')).toEqual(['tunnel.protocol: opens a tunnel with \'connect\', and it must be \'CONNECT\' or \'POST\'']);
  });

  test('has a port and a host', () => {
    expect(tunnel('targetHost: a.example.com')).toEqual(['tunnel.targetPort: opens a tunnel to port 0, and it must be from 1 to 65535']);
    expect(tunnel('targetHost: a.example.com, targetPort: 65536')).toHaveLength(1);
    for (const host of ['*.example.com', 'http://a', '50%', '']) {
      expect(tunnel(`targetHost: "${host}", targetPort: 1`)).toEqual([`tunnel.targetHost: opens a tunnel to '${host}', which is neither a host name nor an IP address`]);
    }
  });

  test('excludes the PROXY protocol', () => {
    expect(find('tunnel: { targetHost: a, targetPort: 1 }, proxyProtocol: { version: V1 }')).toEqual(['proxyProtocol: has a tunnel and proxyProtocol, which exclude each other']);
    expect(find('proxyProtocol: { version: V1 }')).toEqual([]);
  });
});
