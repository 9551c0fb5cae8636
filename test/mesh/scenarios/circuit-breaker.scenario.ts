import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Chart } from 'cdk8s';
import { CircuitBreaker, ConnectionLimits, MeshService } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { counting } from '../lab/envoy.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadReport } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

const LIMIT = 5;

scenario('circuit-breaker', 'calls beyond a limit fail at once', scene => {
  const slow = 'http://stock.circuit-breaker/?delay=200';
  before(() => scene.apply(chart => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    stock.addVersion('v1', { image: IMAGE, replicas: 2 });
    new CircuitBreaker(chart, 'breaker', { service: stock, limits: ConnectionLimits.atOnce(LIMIT) });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', {
      image: IMAGE, replicas: 1, podAnnotations: counting('.*stock.*'),
    });
  }));

  test('as many at once as the limit allows are all served', async () => {
    const seen = await scene.load(scene.pod('client'), slow, { count: 100, concurrency: LIMIT });
    scene.record(`a limit of ${LIMIT}, ${LIMIT} at once`, seen);
    assertNoneFailed(seen, 100);
  });

  test('what goes beyond is refused by the caller\'s proxy, which counts it', async () => {
    const refused = () => scene.envoy(scene.pod('client')).count('stock.*upstream_rq_active_overflow');
    const before = await refused();
    const seen = await scene.load(scene.pod('client'), slow, { count: 2_000, concurrency: 4 * LIMIT });
    const counted = await refused() - before;
    scene.recordCounterExample(`a limit of ${LIMIT}, ${4 * LIMIT} at once`, { ...seen });
    assert.ok(seen.failed > 0);
    assert.deepEqual(Object.keys(seen.counts).sort(), ['200 v1', '503']);
    assert.equal(counted, seen.failed);
    // Never more than the limit: so many answers of 200 ms each fit into the time.
    const fits = LIMIT * (Math.floor(seen.seconds / 0.2) + 1);
    assert.ok(seen.counts['200 v1'] >= LIMIT && seen.counts['200 v1'] <= fits, `${seen.counts['200 v1']} served in ${seen.seconds} s`);
  });
});

scenario('cascade', 'the last of three services hangs, and what the first has of it', scene => {
  const WORKERS = 8;
  const app = (breaker: boolean) => (chart: Chart) => {
    const service = (name: string, calls: MeshService[], env: Record<string, string> = {}) => {
      const one = new MeshService(chart, name, { port: 80, targetPort: 8080, calls });
      one.addVersion('v1', { image: IMAGE, replicas: 1, env });
      return one;
    };
    const last = service('last', []);
    const middle = service('middle', [last], { WORKERS: String(WORKERS) });
    const first = service('first', [middle]);
    service('client', [first]);
    if (breaker) {
      new CircuitBreaker(chart, 'breaker', { service: last, limits: ConnectionLimits.atOnce(2) });
    }
  };
  const along = (...services: string[]): string => {
    const [service, ...rest] = services;
    return `http://${service}.cascade/?relay=1${rest.length > 0 ? `&next=${encodeURIComponent(along(...rest))}` : ''}`;
  };

  /** What users of the first service see: a half of their requests goes as far as the service that hangs, a half ends before it. */
  const look = async (what: string): Promise<{ hanging: LoadReport; healthy: LoadReport }> => {
    await scene.behave(scene.pod('last'), 'delay=2000');
    const client = scene.pod('client');
    const stuck = scene.startLoad(client, along('first', 'middle', 'last'), { atLeast: 60, concurrency: 3 * WORKERS, rate: 20 });
    await until('calls hang', async () => await scene.seen(scene.pod('last'), 'last.cascade') >= 2);
    const healthy = await scene.load(client, along('first', 'middle'), { count: 60, concurrency: 3 * WORKERS, rate: 20 });
    const hanging = await stuck.stop();
    const times = ({ median, p99 }: LoadReport) => `half within ${Math.round(median)} ms, 99 % within ${Math.round(p99)} ms`;
    scene.recordCounterExample(`${what}: requests that need the last service`, { ...hanging, seen: times(hanging) });
    scene.record(`${what}: requests that end before it`, { ...healthy, counterExample: healthy.failed > 0, seen: times(healthy) });
    return { hanging, healthy };
  };

  test('without a breaker, what does not need it waits too', async () => {
    await scene.apply(app(false));
    const { healthy } = await look('without a breaker');
    assert.ok(healthy.median > 1_000, `half within ${healthy.median} ms`);
  });

  test('with a breaker, what needs it fails at once, and the rest is served as ever', async () => {
    await scene.apply(app(true));
    const { hanging, healthy } = await look('with a breaker');
    assertNoneFailed(healthy, 60);
    assert.ok(healthy.median < 500, `half within ${healthy.median} ms`);
    assert.ok(hanging.median < 500 && hanging.failed > hanging.requests / 2, `${hanging.failed} of ${hanging.requests} failed, half within ${hanging.median} ms`);
  });
});
