import assert from 'node:assert/strict';
import { ApiObject, Duration, type Chart } from 'cdk8s';
import { Locality, LocalityBalancing, MeshService, OutlierDetection } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import type { Manifest } from '../lab/api.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadReport } from '../lab/traffic.js';

/** The lab's node, and so the caller, is in zone z1 of region r1; pods elsewhere say so by the label that takes the node's place. */
const PLACES = { near: 'r1.z1', neighbour: 'r1.z2', far: 'r2.z1', farther: 'r3.z1' };
type Place = keyof typeof PLACES;

scenario('locality', 'callers stay near, and go elsewhere when pods there fail', scene => {
  const service = 'http://stock.locality/';
  const ejection = OutlierDetection.of({ consecutiveErrors: 3, maxEjectionPercent: 80, baseEjectionTime: Duration.minutes(5) });
  const app = (locality: Locality | undefined, away: Partial<Record<Place, 0>> = {}) => (chart: Chart) => {
    const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080 });
    stock.adopt('v1', { labels: { version: 'v1' } });
    for (const [place, label] of Object.entries(PLACES)) {
      const labels = { app: 'stock', version: 'v1', place, 'istio-locality': label };
      new ApiObject(chart, place, {
        apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: place },
        spec: {
          replicas: away[place as Place] ?? 1,
          selector: { matchLabels: { place } },
          template: { metadata: { labels }, spec: { containers: [{ name: 'stock', image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }], lifecycle: { preStop: { sleep: { seconds: 10 } } } }] } },
        },
      });
    }
    if (locality) {
      new LocalityBalancing(chart, 'preference', { service: stock, locality });
    }
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls: [stock] }).addVersion('v1', { image: IMAGE, replicas: 1 });
  };
  const load = (count: number, query = '') => scene.load(scene.pod('client'), `${service}${query}`, { count });
  /** The share of each place among the answers, in percent. Pods are named after their Deployment. */
  const places = (seen: LoadReport) => {
    const shares: Partial<Record<Place, number>> = {};
    for (const [pod, count] of Object.entries(seen.pods)) {
      const place = pod.split('-')[0] as Place;
      shares[place] = (shares[place] ?? 0) + 100 * count / seen.requests;
    }
    return shares;
  };
  const shown = (seen: LoadReport) => Object.entries(places(seen)).map(([place, share]) => `${place} ${share.toFixed(1)} %`).sort().join(', ');
  const only = async (place: Place, step: string) => {
    const seen = await load(1_000);
    scene.record(step, { ...seen, seen: shown(seen) });
    assertNoneFailed(seen, 1_000);
    assert.deepEqual(Object.keys(places(seen)), [place]);
  };

  test('without a word all pods are alike, and so they are where places are ignored though pods are ejected', async () => {
    const everywhere = async (step: string) => {
      const seen = await load(2_000);
      scene.record(step, { ...seen, seen: shown(seen) });
      assertNoneFailed(seen, 2_000);
      assert.equal(Object.keys(places(seen)).length, 4);
    };
    await scene.apply(app(undefined));
    await everywhere('nothing said of places');
    await scene.apply(app(Locality.ignored()));
    await everywhere('places ignored');
  });

  test('callers stay in their zone, then in their region, then in the region that takes over', async () => {
    const locality = Locality.failover(ejection, [{ from: 'r1', to: 'r3' }]);
    await scene.apply(app(locality));
    await only('near', 'a pod in each of four places');
    const running = scene.startLoad(scene.pod('client'), service, { rate: 200, atLeast: 1_000 });
    await scene.apply(app(locality, { near: 0 }));
    await only('neighbour', 'none left in the zone');
    await scene.apply(app(locality, { near: 0, neighbour: 0 }));
    await only('farther', 'none left in the region');
    await scene.apply(app(locality));
    await only('near', 'all back');
    const seen = await running.stop();
    scene.record('places away and back under load', { ...seen, seen: shown(seen) });
    assertNoneFailed(seen, 1_000);
  });

  test('pods that answer with errors are left for the next place, after some errors', async () => {
    await scene.apply(app(Locality.failover(ejection)));
    const failing = () => scene.load(scene.pod('client'), `${service}?status=503&only=near`, { count: 1_000, concurrency: 1 });
    const seen = await failing();
    scene.record('a pod near that answers 503', { ...seen, counterExample: true, seen: shown(seen) });
    // The proxy ejects beside its work: some requests more than the three may find the pod.
    assert.ok(seen.failed >= 3 && seen.failed < 200, `${seen.failed} failed`);
    assert.deepEqual(Object.keys(places(seen)).sort(), ['near', 'neighbour']);
    const after = await failing();
    scene.record('the same when the pod is ejected', { ...after, seen: shown(after) });
    assertNoneFailed(after, 1_000);
  });

  test('without ejection Istio ignores the failover: no place is preferred, and none that fails is left', async () => {
    const objects = scene.synth(app(Locality.failover(ejection, [{ from: 'r1', to: 'r3' }]))).map((object): Manifest => {
      const { outlierDetection, ...trafficPolicy } = object.spec?.trafficPolicy ?? {};
      return object.kind === 'DestinationRule' && outlierDetection ? { ...object, spec: { ...object.spec, trafficPolicy } } : object;
    });
    await scene.apply(objects);
    const seen = await load(1_000, '?status=503&only=near');
    scene.recordCounterExample('a failover without what ejects pods', seen);
    assert.ok(seen.failed > 200, `${seen.failed} failed`);
    assert.equal(Object.keys(places(seen)).length, 4);
  });

  test('shares by weight hold, and who is not named gets nothing', async () => {
    await scene.apply(app(Locality.distribute([{ from: 'r1/z1/*', to: { 'r1/z1/*': 70, 'r1/z2/*': 20, 'r3/*': 10 } }])));
    const seen = await load(5_000);
    scene.record('shares of 70, 20 and 10', { ...seen, seen: shown(seen) });
    assertNoneFailed(seen, 5_000);
    const { near = 0, neighbour = 0, farther = 0, far = 0 } = places(seen);
    assert.ok(Math.abs(near - 70) < 3 && Math.abs(neighbour - 20) < 3 && Math.abs(farther - 10) < 3 && far === 0, shown(seen));
  });

  test('by labels the pods that are most like the caller come first', async () => {
    await scene.apply(app(Locality.failoverPriority(ejection, ['topology.kubernetes.io/region', 'place=neighbour'])));
    await only('neighbour', 'the region first, then a label with a value');
  });
});
