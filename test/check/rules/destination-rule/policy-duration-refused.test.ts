import { policyDurationRefused } from '../../../../src/check/rules/destination-rule/policy-duration-refused';
import { findingsIn } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (text: string) => findingsIn(policy(text), [policyDurationRefused]).map(one => one.replace('policy-duration-refused: DestinationRule shop/reviews spec.trafficPolicy.', ''));

describe('a duration of a policy', () => {
  test('has no parts of a millisecond', () => {
    const fields = (duration: string) => find(`{
      outlierDetection: { baseEjectionTime: ${duration}, interval: ${duration} },
      loadBalancer: { simple: ROUND_ROBIN, warmup: { duration: ${duration} } },
      connectionPool: {
        tcp: { connectTimeout: ${duration}, maxConnectionDuration: ${duration}, idleTimeout: ${duration}, tcpKeepalive: { time: ${duration}, interval: ${duration} } },
        http: { idleTimeout: ${duration}, http2KeepAlive: { interval: ${duration}, timeout: ${duration} } } } }`.replace(/^\{|\}$/g, ''));
    expect(fields('1.5ms')[0]).toBe('outlierDetection.baseEjectionTime: has baseEjectionTime \'1.5ms\', which is no whole number of milliseconds: it is refused');
    expect(fields('1.5ms')).toHaveLength(11);
    expect(fields('10s')).toEqual([]);
    expect(fields('0.002s')).toEqual([]);
    // The schema says what is too short.
    expect(fields('0.5ms')).toEqual([]);
  });

  test.each([
    'outlierDetection: { interval: 1.5ms }', 'loadBalancer: { warmup: { duration: 1.5ms } }', 'loadBalancer: { consistentHash: { httpCookie: { name: a, ttl: session } } }',
    'connectionPool: { tcp: { connectTimeout: 1.5ms } }', 'connectionPool: { tcp: { maxConnectionDuration: 1.5ms } }', 'connectionPool: { tcp: { idleTimeout: 1.5ms } }',
    'connectionPool: { tcp: { tcpKeepalive: { time: 1.5ms } } }', 'connectionPool: { http: { http2KeepAlive: { timeout: 1.5ms } } }',
  ])('as in %s is found where it is the only one', field => {
    expect(find(field)).toHaveLength(1);
  });

  test('is a duration, where the schema does not ask for one', () => {
    expect(find('connectionPool: { tcp: { idleTimeout: 1 hour } }')).toEqual(['connectionPool.tcp.idleTimeout: has idleTimeout \'1 hour\', which is no duration: it is refused']);
    expect(find('connectionPool: { tcp: { idleTimeout: -5s } }')).toEqual(['connectionPool.tcp.idleTimeout: has idleTimeout \'-5s\', which is less than nothing: it is refused']);
    expect(find('connectionPool: { tcp: { idleTimeout: 0s } }')).toEqual([]);
    expect(find('loadBalancer: { consistentHash: { httpCookie: { name: a, ttl: session } } }')).toEqual(['loadBalancer.consistentHash.httpCookie.ttl: has ttl \'session\', which is no duration: it is refused']);
    for (const ttl of ['0s', '-5s', '1.5ms', '24h']) {
      expect(find(`loadBalancer: { consistentHash: { httpCookie: { name: a, ttl: ${ttl} } } }`)).toEqual([]);
    }
    expect(find('connectionPool: { http: { idleTimeout: abc } }')).toEqual([]);
  });

  test('is looked at in Sidecars too', () => {
    expect(findingsIn(`
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  inboundConnectionPool: { tcp: { connectTimeout: 1.5ms } }
  ingress:
    - port: { number: 80, protocol: HTTP, name: http }
      connectionPool: { tcp: { idleTimeout: never } }
`, [policyDurationRefused]).map(text => text.split(' ')[3])).toEqual(['spec.inboundConnectionPool.tcp.connectTimeout:', 'spec.ingress[0].connectionPool.tcp.idleTimeout:']);
  });
});
