import { Duration } from 'cdk8s';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { AdoptedService, HashAlgorithm, HashKey, LoadBalancing, MeshService, PortProtocol } from '../../src';
import { find, synth } from '../support/synth';

const { consistentHash, leastRequest, random, roundRobin } = LoadBalancing;
const ruleOf = (service: MeshService | AdoptedService) => find(synth(service), 'DestinationRule', service.serviceName).spec;
const balancerOf = (loadBalancing: LoadBalancing) => ruleOf(withVersion(newChart(), 'shop', { loadBalancing })).trafficPolicy.loadBalancer;
const byUser = () => consistentHash(HashKey.header('x-user'));

test('without a key, as Istio names it', () => {
  expect([leastRequest(), roundRobin(), random()].map(balancerOf)).toEqual([{ simple: 'LEAST_REQUEST' }, { simple: 'ROUND_ROBIN' }, { simple: 'RANDOM' }]);
});

describe('new pods warm up', () => {
  test('where the balancer can do it', () => {
    expect(balancerOf(leastRequest({ warmUp: { duration: Duration.seconds(30) } }))).toEqual({ simple: 'LEAST_REQUEST', warmup: { duration: '30s' } });
    expect(balancerOf(roundRobin({ warmUp: { duration: Duration.minutes(1), minimumPercent: 20, aggression: 1.5 } })))
      .toEqual({ simple: 'ROUND_ROBIN', warmup: { duration: '60s', minimumPercent: 20, aggression: 1.5 } });
  });

  test.each([
    [{ duration: Duration.millis(0) }, 'warmUp.duration of 0 ms'],
    [{ duration: Duration.seconds(1), minimumPercent: 0 }, 'warmUp.minimumPercent 0 is not a share in percent: use a whole number from 1 to 100'],
    [{ duration: Duration.seconds(1), minimumPercent: 101 }, 'warmUp.minimumPercent 101'],
    [{ duration: Duration.seconds(1), aggression: 0 }, 'warmUp.aggression 0 is not allowed: use a number above 0'],
  ])('fails with %j', (warmUp, message) => {
    expectFailure(() => balancerOf(leastRequest({ warmUp })), 'chart/shop', message);
  });
});

describe('the same pod', () => {
  test.each([
    [HashKey.header('x-user'), { httpHeaderName: 'x-user' }],
    [HashKey.queryParameter('q'), { httpQueryParameterName: 'q' }],
    [HashKey.sourceAddress(), { useSourceIp: true }],
    [HashKey.cookie('shop'), { httpCookie: { name: 'shop', path: '/', ttl: '0s' } }],
    [HashKey.cookie('shop', { ttl: Duration.hours(1), path: '/cart' }), { httpCookie: { name: 'shop', path: '/cart', ttl: '3600s' } }],
    [HashKey.existingCookie('JSESSIONID'), { httpCookie: { name: 'JSESSIONID' } }],
  ])('by %o', (key, json) => {
    expect(balancerOf(consistentHash(key))).toEqual({ consistentHash: json });
  });

  test.each([
    [HashAlgorithm.ringHash(), {}],
    [HashAlgorithm.ringHash(4096), { ringHash: { minimumRingSize: 4096 } }],
    [HashAlgorithm.maglev(), { maglev: { tableSize: 65537 } }],
    [HashAlgorithm.maglev(101), { maglev: { tableSize: 101 } }],
  ])('through %o', (algorithm, json) => {
    expect(balancerOf(consistentHash(HashKey.header('x-user'), algorithm))).toEqual({ consistentHash: { httpHeaderName: 'x-user', ...json } });
  });

  test.each<[LoadBalancing, ...string[]]>([
    [consistentHash(HashKey.header('x user')), 'header name \'x user\' is not valid'],
    [consistentHash(HashKey.cookie('a;b')), 'cookie name \'a;b\' is not valid'],
    [consistentHash(HashKey.existingCookie('')), 'cookie name \'\' is not valid'],
    [consistentHash(HashKey.queryParameter('')), 'query parameter of the hash has no name'],
    [consistentHash(HashKey.cookie('a', { path: 'cart' })), 'path \'cart\' of cookie \'a\' is no path of a cookie: begin with \'/\''],
    [consistentHash(HashKey.cookie('a', { ttl: Duration.millis(1500) })), 'ttl of 1.5 s of cookie \'a\' is not allowed: use whole seconds'],
    [consistentHash(HashKey.cookie('a', { ttl: Duration.seconds(0) })), 'ttl of 0 s of cookie \'a\'', 'leave it out for a cookie that ends with the browser'],
    [consistentHash(HashKey.header('a'), HashAlgorithm.ringHash(0)), 'minimumRingSize 0 is not allowed: use a whole number from 1 to 8388608'],
    [consistentHash(HashKey.header('a'), HashAlgorithm.maglev(65536)), 'tableSize 65536 of maglev is not allowed: use a prime number below 5000011, for example 65537'],
    [consistentHash(HashKey.header('a'), HashAlgorithm.maglev(0)), 'tableSize 0 of maglev is not allowed'],
    [consistentHash(HashKey.header('a'), HashAlgorithm.maglev(5_000_011)), 'tableSize 5000011 of maglev is not allowed', 'for example 65537'],
  ])('fails with values that Istio or Envoy refuse (%#)', (loadBalancing, ...messages) => {
    expectFailure(() => balancerOf(loadBalancing), 'chart/shop', ...messages);
  });

  test('fails for connections with a key that only requests have', () => {
    expectFailure(() => withVersion(newChart(), 'db', { protocol: PortProtocol.TCP, loadBalancing: byUser() }),
      'chart/db', 'balances by header \'x-user\', which only HTTP requests have, and no port speaks HTTP: 80 (tcp); use HashKey.sourceAddress()');
    const db = withVersion(newChart(), 'db', { protocol: PortProtocol.TCP, loadBalancing: consistentHash(HashKey.sourceAddress()) });
    expect(ruleOf(db).trafficPolicy.loadBalancer).toEqual({ consistentHash: { useSourceIp: true } });
  });

  test('holds for the requests of a service that has other ports beside', () => {
    const ports = [{ port: 80 }, { port: 9000, protocol: PortProtocol.TCP }];
    expect(ruleOf(withVersion(newChart(), 'shop', { ports, loadBalancing: byUser() })).trafficPolicy.loadBalancer).toEqual({ consistentHash: { httpHeaderName: 'x-user' } });
  });
});

describe('among the pods of one version', () => {
  const subsetsOf = (service: MeshService | AdoptedService) => ruleOf(service).subsets;

  test('takes the place of the service\'s, whole', () => {
    const service = withVersion(newChart(), 'shop', { loadBalancing: roundRobin({ warmUp: { duration: Duration.seconds(5) } }) });
    service.addVersion('v2', { image: IMAGE, loadBalancing: byUser() });
    service.addVersion('v3', { image: IMAGE, loadBalancing: random() });
    expect(subsetsOf(service)).toEqual([
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } } },
      { name: 'v3', labels: { version: 'v3' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
    ]);
  });

  test('is reached by a route that names it, of a lone version too', () => {
    const service = withVersion(newChart(), 'shop', {}, { loadBalancing: random() });
    expect(find(synth(service), 'VirtualService', 'shop').spec.http).toEqual([{ name: 'shop', route: [{ destination: { host: service.host, subset: 'v1' } }] }]);
  });

  test('holds for an adopted one', () => {
    const service = new MeshService(newChart(), 'shop', { port: 80 });
    service.adopt('v1', { labels: { track: 'old' }, loadBalancing: byUser() });
    expect(subsetsOf(service)).toEqual([{ name: 'v1', labels: { track: 'old' }, trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } } }]);
  });

  test('fails with a key of its own, since a split would hash by both', () => {
    const service = withVersion(newChart(), 'shop', { loadBalancing: byUser() });
    service.addVersion('v2', { image: IMAGE, loadBalancing: consistentHash(HashKey.sourceAddress()) });
    expectFailure(() => synth(service), '\'chart/shop/v2\': hashes by {"useSourceIp":true}, and \'chart/shop\' by {"httpHeaderName":"x-user"}', 'use one key');
  });

  test('may lead the same key to its pods in another way', () => {
    const service = withVersion(newChart(), 'shop', { loadBalancing: byUser() });
    service.addVersion('v2', { image: IMAGE, loadBalancing: consistentHash(HashKey.header('x-user'), HashAlgorithm.maglev()) });
    expect(subsetsOf(service)[1].trafficPolicy).toEqual({ loadBalancer: { consistentHash: { httpHeaderName: 'x-user', maglev: { tableSize: 65537 } } } });
  });
});
