import { connectionPoolRefused } from '../../../../src/check/rules/destination-rule/connection-pool-refused';
import { findingsIn } from '../../fixtures';
import { sidecar } from '../../objects/gateways';
import { destinationRule, policy } from '../../objects/meshes';

const find = (text: string) => findingsIn(policy(`connectionPool: { ${text} }`), [connectionPoolRefused])
  .map(one => one.replace('connection-pool-refused: DestinationRule shop/reviews spec.trafficPolicy.connectionPool.', ''));

describe('a connection pool', () => {
  test('has limits of 0 or more', () => {
    for (const field of ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams']) {
      expect(find(`http: { ${field}: -1 }`)).toEqual([`http.${field}: has ${field} -1, and it must be 0 or more`]);
      expect(find(`http: { ${field}: 0 }`)).toEqual([]);
    }
    expect(find('tcp: { maxConnections: -1 }')).toEqual(['tcp.maxConnections: has maxConnections -1, and it must be 0 or more']);
    expect(find('tcp: { maxConnections: 0 }')).toEqual([]);
    expect(findingsIn(destinationRule(''), [connectionPoolRefused])).toEqual([]);
  });

  test('upgrades to HTTP/2 or speaks what its client does', () => {
    expect(find('http: { h2UpgradePolicy: UPGRADE, useClientProtocol: true }')).toEqual([
      'http.useClientProtocol: uses the protocol of the client and upgrades it to HTTP/2, which exclude each other',
    ]);
    expect(find('http: { h2UpgradePolicy: DO_NOT_UPGRADE, useClientProtocol: true }')).toEqual([]);
    expect(find('http: { h2UpgradePolicy: UPGRADE, useClientProtocol: false }')).toEqual([]);
  });

  test('says when it asks and how long it waits', () => {
    expect(find('http: { http2KeepAlive: {} }')).toEqual([
      'http.http2KeepAlive: has http2KeepAlive without its interval', 'http.http2KeepAlive: has http2KeepAlive without its timeout',
    ]);
    expect(find('http: { http2KeepAlive: { interval: 10s, timeout: 1s } }')).toEqual([]);
  });

  test('of a Sidecar is no other, and says something', () => {
    const of = (spec: string) => findingsIn(sidecar('a', spec), [connectionPoolRefused]).map(one => one.replace('connection-pool-refused: Sidecar shop/a ', ''));
    expect(of('inboundConnectionPool: { tcp: { maxConnections: -1 } }')).toEqual(['spec.inboundConnectionPool.tcp.maxConnections: has maxConnections -1, and it must be 0 or more']);
    expect(of('ingress: [{ port: { number: 80 } }, { connectionPool: {} }]')).toEqual([
      'spec.ingress[1].connectionPool: has a connection pool that says nothing, neither of tcp nor of http',
    ]);
    expect(of('inboundConnectionPool: {}')).toHaveLength(1);
    expect(of('inboundConnectionPool: { http: { maxRetries: 1 } }, ingress: [{ connectionPool: { tcp: {} } }]')).toEqual([]);
    expect(find('')).toEqual([]);
  });
});
