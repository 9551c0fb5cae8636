import {
  ExistingRedisProps, ExternalService, GlobalRateLimit, PortProtocol, RateLimitScope, RateLimitService, RateLimitUnit, RedisStore,
} from '../../src';
import { expectFailure, newChart, podOf, withVersion } from '../service/fixtures';
import { find, ofKind, synth } from '../support/synth';

function counting(redis: (chart: ReturnType<typeof newChart>) => RedisStore) {
  const chart = newChart();
  const service = new RateLimitService(chart, 'ratelimit', { redis: redis(chart) });
  const scopes = [RateLimitScope.service(withVersion(chart, 'stock'))];
  new GlobalRateLimit(chart, 'quota', { service, scopes, limits: [{ name: 'all', requests: 5, per: RateLimitUnit.SECOND }] });
  return { chart, service };
}

function existing(props?: ExistingRedisProps) {
  const ports = [6379, 6380].map(port => ({ port, protocol: PortProtocol.TCP }));
  return counting(chart => RedisStore.existing(new ExternalService(chart, 'redis', { host: 'redis.example.com', addresses: ['10.9.0.1'], ports }), props));
}

const envOf = (chart: ReturnType<typeof newChart>) => podOf(synth(chart), 'ratelimit-v1').containers[0].env.filter(({ name }: any) => /^REDIS_(URL|AUTH|TLS)$/.test(name));

test('a Redis of its own is one pod without a disk', () => {
  const { chart, service } = counting(() => RedisStore.own({ image: 'registry.example.com/redis:7' }));
  const objects = synth(chart);
  const { containers: [container], volumes } = podOf(objects, 'ratelimit-redis-v1');
  expect(find(objects, 'Deployment', 'ratelimit-redis-v1').spec.replicas).toBe(1);
  expect(volumes).toBeUndefined();
  expect(container).toMatchObject({ image: 'registry.example.com/redis:7', command: ['redis-server'], securityContext: { runAsUser: 999 } });
  expect(container.args).toEqual(expect.arrayContaining(['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'volatile-ttl']));
  expect(find(objects, 'Service', 'ratelimit-redis').spec.ports).toEqual([{ name: 'tcp-redis', port: 6379, targetPort: 6379 }]);
  expect(service.redis?.host).toBe('ratelimit-redis.shop.svc.cluster.local');
});

test('one that is there already is called where it is, and nothing is deployed', () => {
  const { chart, service } = existing({ port: 6380, tls: true });
  expect(envOf(chart)).toEqual([{ name: 'REDIS_URL', value: 'redis.example.com:6380' }, { name: 'REDIS_TLS', value: 'true' }]);
  const objects = synth(chart);
  expect(ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name).sort()).toEqual(['ratelimit-v1', 'stock-v1']);
  expect(find(objects, 'Sidecar', 'ratelimit').spec.egress[0].hosts).toContain('shop/redis.example.com');
  expect(service.redis).toBeUndefined();
});

test.each<[ExistingRedisProps, string]>([
  [{ passwordSecret: 'redis' }, 'password'],
  [{ passwordSecret: 'redis', passwordKey: 'auth' }, 'auth'],
])('its password stands in a Secret: %j', (props, key) => {
  expect(envOf(existing(props).chart)).toEqual([
    { name: 'REDIS_URL', value: 'redis.example.com:6379' },
    { name: 'REDIS_AUTH', valueFrom: { secretKeyRef: { name: 'redis', key } } },
  ]);
});

test.each<[string, ExistingRedisProps, string]>([
  ['a port that is none', { port: 0 }, 'port 0'],
  ['a Secret\'s name that is none', { passwordSecret: 'Redis!' }, 'passwordSecret \'Redis!\''],
  ['a key without a Secret', { passwordKey: 'auth' }, 'no passwordSecret'],
])('fails for %s', (_what, props, part) => {
  expectFailure(() => existing(props), 'chart/ratelimit', part);
});
