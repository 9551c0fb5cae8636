import { App, Chart } from 'cdk8s';
import { GlobalRateLimit, RateLimitScope, RateLimitService, RateLimitServiceProps, RateLimitUnit } from '../../src';
import { expectFailure, messageOf, newChart, podOf, withVersion } from '../service/fixtures';
import { find, ofKind, synth } from '../support/synth';

function counting(props?: RateLimitServiceProps) {
  const chart = newChart();
  const service = new RateLimitService(chart, 'ratelimit', props);
  const scopes = [RateLimitScope.service(withVersion(chart, 'stock'))];
  new GlobalRateLimit(chart, 'quota', { service, scopes, limits: [{ name: 'all', requests: 5, per: RateLimitUnit.SECOND }] });
  return { chart, service };
}

test('the service answers gRPC, and its configuration is a ConfigMap that is read again when it changes', () => {
  const objects = synth(counting().chart);
  expect(find(objects, 'Service', 'ratelimit').spec.ports).toEqual([{ name: 'grpc', port: 8081, targetPort: 8081 }]);
  const { containers: [container], volumes } = podOf(objects, 'ratelimit-v1');
  expect(volumes).toEqual([{ name: 'config', configMap: { name: 'ratelimit' } }]);
  expect(container.volumeMounts).toEqual([{ name: 'config', mountPath: '/data/ratelimit/config' }]);
  expect(Object.fromEntries(container.env.map(({ name, value }: any) => [name, value]))).toEqual({
    RUNTIME_ROOT: '/data',
    RUNTIME_SUBDIRECTORY: 'ratelimit',
    RUNTIME_WATCH_ROOT: 'false',
    RUNTIME_IGNOREDOTFILES: 'true',
    USE_STATSD: 'false',
    REDIS_SOCKET_TYPE: 'tcp',
    REDIS_HEALTH_CHECK_ACTIVE_CONNECTION: 'true',
    REDIS_URL: 'ratelimit-redis.shop.svc.cluster.local:6379',
  });
  expect(container.readinessProbe.httpGet).toMatchObject({ path: '/healthcheck', port: 8080 });
  expect(container.livenessProbe.tcpSocket.port).toBe(8081);
  expect(find(objects, 'ConfigMap', 'ratelimit').data['shop.quota.yaml']).toBe(
    'domain: shop.quota\ndescriptors:\n  - key: limit\n    value: all\n    rate_limit:\n      unit: second\n      requests_per_unit: 5\n');
});

test.each(['ratelimit-v1', 'ratelimit-redis-v1'])('%s runs without any right', deployment => {
  const pod = podOf(synth(counting().chart), deployment);
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(pod.containers[0].securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } });
  expect(pod.automountServiceAccountToken).toBe(false);
});

test('several pods have a disruption budget, and images are pinned', () => {
  const objects = synth(counting().chart);
  expect(ofKind(objects, 'PodDisruptionBudget').map(({ metadata }) => metadata.name)).toContain('ratelimit-v1');
  expect(podOf(objects, 'ratelimit-v1').containers[0].image).toMatch(/^docker\.io\/envoyproxy\/ratelimit:[0-9a-f]{8}$/);
  expect(find(objects, 'Deployment', 'ratelimit-v1').spec.replicas).toBe(2);
});

test('it calls its Redis and nothing else', () => {
  expect(find(synth(counting().chart), 'Sidecar', 'ratelimit').spec.egress).toEqual([{ hosts: ['shop/ratelimit-redis.shop.svc.cluster.local', 'istio-system/*'] }]);
});

test('name, image and replicas are as given', () => {
  const objects = synth(counting({ name: 'counter', image: 'registry.example.com/ratelimit:1', replicas: 1 }).chart);
  expect(podOf(objects, 'counter-v1').containers[0].image).toBe('registry.example.com/ratelimit:1');
  expect(find(objects, 'Deployment', 'counter-v1').spec.replicas).toBe(1);
  expect(find(objects, 'ConfigMap', 'counter')).toBeDefined();
  expect(find(objects, 'Service', 'counter-redis')).toBeDefined();
});

test('limits of other charts are in its one ConfigMap', () => {
  const { chart, service } = counting();
  const other = new Chart(App.of(chart), 'other', { namespace: 'other' });
  new GlobalRateLimit(other, 'quota', { service, scopes: [RateLimitScope.service(withVersion(other, 'cart'))], limits: [{ name: 'all', requests: 1, per: RateLimitUnit.DAY }] });
  expect(Object.keys(find(synth(chart), 'ConfigMap', 'ratelimit').data).sort()).toEqual(['other.quota.yaml', 'shop.quota.yaml']);
});

test('fails for no pod', () => {
  expectFailure(() => counting({ replicas: 0 }), 'chart/ratelimit', 'replicas 0');
});

test('fails when nobody is limited', () => {
  const chart = newChart();
  new RateLimitService(chart, 'ratelimit');
  expect(messageOf(() => synth(chart))).toContain('[chart/ratelimit] counts for nobody');
});
