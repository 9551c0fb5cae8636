import { Duration, JsonPatch } from 'cdk8s';
import { CircuitBreaker, ConnectionLimits, LoadBalancing, MeshService, OutlierDetection, PortProtocol } from '../../src';
import { expectFailure, IMAGE, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

const { atOnce, of: limitsOf } = ConnectionLimits;
const ruleOf = (service: MeshService) => find(synth(service), 'DestinationRule', service.serviceName).spec;

describe('limits', () => {
  test('at once are requests under way', () => {
    const service = withVersion(newChart(), 'shop');
    new CircuitBreaker(service, 'breaker', { service, limits: atOnce(20) });
    expect(ruleOf(service).trafficPolicy).toEqual({ connectionPool: { http: { http2MaxRequests: 20 } } });
  });

  test('one by one, each in its place', () => {
    const service = withVersion(newChart(), 'shop');
    const limits = limitsOf({
      maxConnections: 1,
      maxPendingRequests: 2,
      maxRequests: 3,
      maxRequestsPerConnection: 4,
      maxRetries: 5,
      connectTimeout: Duration.millis(250),
      idleTimeout: Duration.minutes(1),
      maxConnectionDuration: Duration.hours(1),
    });
    new CircuitBreaker(service, 'breaker', { service, limits });
    expect(ruleOf(service).trafficPolicy.connectionPool).toEqual({
      tcp: { maxConnections: 1, connectTimeout: '250ms', maxConnectionDuration: '3600s' },
      http: { http1MaxPendingRequests: 2, http2MaxRequests: 3, maxRequestsPerConnection: 4, maxRetries: 5, idleTimeout: '60s' },
    });
  });

  test('of a service that speaks TCP alone are connections', () => {
    const service = withVersion(newChart(), 'db', { protocol: PortProtocol.TCP });
    new CircuitBreaker(service, 'breaker', { service, limits: atOnce(20) });
    expect(ruleOf(service).trafficPolicy).toEqual({ connectionPool: { tcp: { maxConnections: 20 } } });
  });

  test('fails with HTTP limits for TCP, with zero, and with nothing', () => {
    const service = withVersion(newChart(), 'db', { protocol: PortProtocol.TCP });
    expectFailure(() => new CircuitBreaker(service, 'tcp', { service, limits: limitsOf({ maxRequests: 5, maxRetries: 1 }) }),
      'chart/db/tcp', 'limits sets maxRequests, maxRetries,', 'no port of the service speaks HTTP', 'use maxConnections');
    expectFailure(() => new CircuitBreaker(service, 'zero', { service, limits: atOnce(0) }), 'chart/db/zero', 'maxConnections 0 is not allowed', 'at least 1');
    expectFailure(() => new CircuitBreaker(service, 'none', { service, limits: limitsOf({}) }), 'chart/db/none', 'limits say nothing', 'ConnectionLimits.atOnce(100)');
    expectFailure(() => new CircuitBreaker(service, 'time', { service, limits: limitsOf({ connectTimeout: Duration.millis(0.5) }) }), 'limits.connectTimeout of 0.5 ms');
  });
});

describe('ejection', () => {
  test('of failing pods counts all errors, of unreachable ones those of the gateway alone', () => {
    const chart = newChart();
    const [failing, unreachable] = ['a', 'b'].map(id => withVersion(chart, id));
    new CircuitBreaker(chart, 'failing', { service: failing, ejection: OutlierDetection.failingPods() });
    new CircuitBreaker(chart, 'unreachable', { service: unreachable, ejection: OutlierDetection.unreachablePods(3) });
    expect(ruleOf(failing).trafficPolicy).toEqual({ outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 } });
    // Envoy would count to five by itself.
    const { outlierDetection } = ruleOf(unreachable).trafficPolicy;
    expect(outlierDetection).toEqual({ consecutive5xxErrors: 0, consecutiveGatewayErrors: 3, maxEjectionPercent: 50 });
  });

  test('field by field', () => {
    const service = withVersion(newChart(), 'shop', {}, { replicas: 10 });
    const ejection = OutlierDetection.of({
      consecutiveErrors: 7,
      consecutiveGatewayErrors: 3,
      consecutiveLocalOriginFailures: 2,
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.seconds(5),
      maxEjectionPercent: 30,
      minHealthPercent: 40,
    });
    new CircuitBreaker(service, 'breaker', { service, ejection });
    expect(ruleOf(service).trafficPolicy.outlierDetection).toEqual({
      consecutive5xxErrors: 7,
      consecutiveGatewayErrors: 3,
      consecutiveLocalOriginFailures: 2,
      splitExternalLocalOriginErrors: true,
      interval: '1s',
      baseEjectionTime: '5s',
      maxEjectionPercent: 30,
      minHealthPercent: 40,
    });
  });

  test.each([
    [{}, 'counts no errors'],
    [{ consecutiveErrors: 0 }, 'ejection.consecutiveErrors 0 is not allowed'],
    [{ consecutiveErrors: 3, consecutiveGatewayErrors: 3 }, 'consecutiveGatewayErrors 3 is never reached before consecutiveErrors 3'],
    [{ consecutiveErrors: 3, maxEjectionPercent: 0 }, 'maxEjectionPercent 0 is not a share in percent: use a whole number from 1 to 100'],
    [{ consecutiveErrors: 3, minHealthPercent: 101 }, 'minHealthPercent 101'],
  ])('fails with %j', (props, message) => {
    const service = withVersion(newChart(), 'shop');
    expectFailure(() => new CircuitBreaker(service, 'breaker', { service, ejection: OutlierDetection.of(props) }), 'chart/shop/breaker', message);
  });

  test('fails where it could eject every pod of a version', () => {
    const service = withVersion(newChart(), 'shop', {}, { replicas: 3 });
    new CircuitBreaker(service, 'breaker', { service, ejection: OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent: 100 }) });
    expectFailure(() => synth(service), '[chart/shop/breaker] may eject all 3 pods of v1 at once (maxEjectionPercent 100): use at most 66');
  });

  test('fails where it can eject none, since Envoy rounds down to whole pods', () => {
    const chart = newChart();
    const three = withVersion(chart, 'three', {}, { replicas: 3 });
    new CircuitBreaker(three, 'breaker', { service: three, ejection: OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent: 10 }) });
    const one = withVersion(chart, 'one', {}, { replicas: 1 });
    new CircuitBreaker(one, 'breaker', { service: one, ejection: OutlierDetection.failingPods() });
    expectFailure(() => synth(chart), '[chart/three/breaker] can eject nothing, maxEjectionPercent 10 of the pods is less than one (v1 has 3): use at least 34',
      '[chart/one/breaker] can eject nothing', 'use at least two replicas');
  });

  test('leaves a canary of one pod alone', () => {
    const service = withVersion(newChart(), 'shop', {}, { replicas: 4 });
    service.addVersion('v2', { image: IMAGE, replicas: 1 });
    new CircuitBreaker(service, 'breaker', { service, ejection: OutlierDetection.failingPods() });
    expect(ruleOf(service).trafficPolicy.outlierDetection.maxEjectionPercent).toBe(50);
  });
});

describe('a retry budget', () => {
  test('is a share of the requests under way, and a few in any case', () => {
    const service = withVersion(newChart(), 'shop');
    new CircuitBreaker(service, 'breaker', { service, retryBudget: { percent: 12.5 } });
    expect(ruleOf(service).trafficPolicy).toEqual({ retryBudget: { percent: 12.5, minRetryConcurrency: 3 } });
  });

  test('fails for a share that is none, for TCP, and beside a number of retries', () => {
    const service = withVersion(newChart(), 'shop');
    const db = withVersion(service, 'db', { protocol: PortProtocol.TCP });
    expectFailure(() => new CircuitBreaker(service, 'a', { service, retryBudget: { percent: 101 } }), 'retryBudget.percent 101', 'from 0.0001 to 100');
    expectFailure(() => new CircuitBreaker(service, 'b', { service, retryBudget: { percent: 1, minConcurrency: 0 } }), 'retryBudget.minConcurrency 0');
    expectFailure(() => new CircuitBreaker(service, 'c', { service: db, retryBudget: { percent: 1 } }), 'no port of the service speaks HTTP');
    expectFailure(() => new CircuitBreaker(service, 'd', { service, retryBudget: { percent: 1 }, limits: limitsOf({ maxRetries: 1 }) }), 'limits.maxRetries and by retryBudget');
  });
});

describe('what several constructs say of one service', () => {
  test('comes together', () => {
    const service = withVersion(newChart(), 'shop', { loadBalancing: LoadBalancing.random() });
    new CircuitBreaker(service, 'limits', { service, limits: limitsOf({ maxConnections: 10 }) });
    new CircuitBreaker(service, 'more', { service, limits: limitsOf({ maxRetries: 2 }), ejection: OutlierDetection.failingPods() });
    expect(ruleOf(service).trafficPolicy).toEqual({
      loadBalancer: { simple: 'RANDOM' },
      connectionPool: { tcp: { maxConnections: 10 }, http: { maxRetries: 2 } },
      outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 },
    });
  });

  test('of a version is written whole, since Istio takes the field of a subset in place of the service\'s', () => {
    const service = withVersion(newChart(), 'shop');
    const v2 = service.addVersion('v2', { image: IMAGE });
    new CircuitBreaker(service, 'shared', { service, limits: limitsOf({ maxConnections: 10, maxRetries: 2 }), ejection: OutlierDetection.failingPods() });
    new CircuitBreaker(service, 'careful', { version: v2, limits: limitsOf({ maxConnections: 3 }) });
    const { trafficPolicy, subsets } = ruleOf(service);
    expect(trafficPolicy.connectionPool).toEqual({ tcp: { maxConnections: 10 }, http: { maxRetries: 2 } });
    expect(subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { connectionPool: { tcp: { maxConnections: 3 }, http: { maxRetries: 2 } } } },
    ]);
  });

  test('of a lone version is reached by a route that names it', () => {
    const service = withVersion(newChart(), 'shop');
    new CircuitBreaker(service, 'breaker', { version: service.versions[0], limits: atOnce(3) });
    expect(find(synth(service), 'VirtualService', 'shop').spec.http).toEqual([{ name: 'shop', route: [{ destination: { host: service.host, subset: 'v1' } }] }]);
  });

  test('can be patched', () => {
    const service = withVersion(newChart(), 'shop');
    new CircuitBreaker(service, 'breaker', { service, limits: limitsOf({ maxConnections: 3 }) });
    service.destinationRule.addJsonPatch(JsonPatch.add('/spec/trafficPolicy/connectionPool/tcp/tcpKeepalive', { probes: 3 }));
    expect(ruleOf(service).trafficPolicy.connectionPool.tcp).toEqual({ maxConnections: 3, tcpKeepalive: { probes: 3 } });
  });

  test('fails where two say the same', () => {
    const service = withVersion(newChart(), 'shop');
    new CircuitBreaker(service, 'one', { service, limits: limitsOf({ maxConnections: 3 }) });
    new CircuitBreaker(service, 'two', { service, limits: limitsOf({ maxConnections: 5 }) });
    new CircuitBreaker(service, 'other', { version: service.versions[0], limits: limitsOf({ maxConnections: 5 }) });
    expectFailure(() => synth(service), '\'chart/shop/two\': sets connectionPool.tcp.maxConnections for the service\'s pods, and so does \'chart/shop/one\': say it once');
  });

  test('fails without a service or version, with both, and with nothing to say', () => {
    const service = withVersion(newChart(), 'shop');
    expectFailure(() => new CircuitBreaker(service, 'a', { limits: atOnce(3) }), 'chart/shop/a', 'neither service nor version');
    expectFailure(() => new CircuitBreaker(service, 'b', { service, version: service.versions[0], limits: atOnce(3) }), 'both service and version');
    expectFailure(() => new CircuitBreaker(service, 'c', { service }), 'says nothing: give limits, ejection or retryBudget');
  });
});
