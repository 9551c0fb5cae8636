import assert from 'node:assert/strict';
import { before } from 'node:test';
import { CircuitBreaker, ConnectionLimits, MeshService } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const LIMIT = 5;

scenario('circuit-breaker', 'calls beyond a limit fail at once', scene => {
  const slow = 'http://stock.circuit-breaker/?delay=200';
  before(() => scene.apply(chart => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    stock.addVersion('v1', { image: IMAGE, replicas: 2 });
    new CircuitBreaker(chart, 'breaker', { service: stock, limits: ConnectionLimits.atOnce(LIMIT) });
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', {
      // Counts that a proxy does not keep by itself.
      image: IMAGE, replicas: 1, podAnnotations: { 'sidecar.istio.io/statsInclusionRegexps': '.*stock.*' },
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
