import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { MeshService, MeshSettings } from '../../src';
import { MeshObject } from '../../src/core/mesh-object';
import { expectFailure, IMAGE, messageOf, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

describe('a patch', () => {
  test('may change, add and remove, in the order in which patches were given', () => {
    const chart = newChart();
    const rule = withVersion(chart, 'reviews').destinationRule;
    rule.addJsonPatch(JsonPatch.add('/spec/trafficPolicy', { loadBalancer: { simple: 'RANDOM' } }), JsonPatch.test('/spec/host', 'reviews.shop.svc.cluster.local'));
    rule.addJsonPatch(JsonPatch.replace('/spec/trafficPolicy/loadBalancer/simple', 'ROUND_ROBIN'));
    rule.addJsonPatch(JsonPatch.remove('/spec/subsets'));
    expect(find(synth(chart), 'DestinationRule', 'reviews').spec).toEqual({
      host: 'reviews.shop.svc.cluster.local',
      trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' } },
    });
  });

  test('may be given before the construct is complete: it holds for what comes out', () => {
    const chart = newChart();
    const service = withVersion(chart, 'reviews');
    service.destinationRule.addJsonPatch(JsonPatch.add('/spec/subsets/1/labels/track', 'trial'));
    service.addVersion('v2', { image: IMAGE });
    expect(find(synth(chart), 'DestinationRule', 'reviews').spec.subsets[1]).toEqual({ name: 'v2', labels: { version: 'v2', track: 'trial' } });
  });

  test('may name a key with a slash', () => {
    const chart = newChart();
    const service = withVersion(chart, 'reviews');
    ApiObject.of(service.versions[0]).addJsonPatch(JsonPatch.replace('/spec/template/metadata/annotations/proxy.istio.io~1config', 'holdApplicationUntilProxyStarts: false'));
    expect(find(synth(chart), 'Deployment', 'reviews-v1').spec.template.metadata.annotations).toEqual({ 'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: false' });
  });

  test('is not undone or doubled by a second synth', () => {
    const chart = newChart();
    withVersion(chart, 'reviews').destinationRule.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
    expect(synth(chart)).toEqual(synth(chart));
  });

  test.each([
    ['replaces a value by itself', JsonPatch.replace('/spec/host', 'reviews.shop.svc.cluster.local')],
    ['adds what is there', JsonPatch.add('/spec/subsets/0/name', 'v1')],
    ['copies a value onto its like', JsonPatch.copy('/spec/subsets/0/name', '/spec/subsets/0/labels/version')],
  ])('fails where it %s', (_, patch) => {
    const chart = newChart();
    withVersion(chart, 'reviews').destinationRule.addJsonPatch(patch);
    expectFailure(() => synth(chart), '[chart/reviews/DestinationRule] the patch {"op":', 'changes nothing', 'correct its path or value, or remove it');
  });

  test.each([
    ['removes what is not there', JsonPatch.remove('/spec/nonsense'), 'nothing stands at \'/spec/nonsense\'; correct the path, or use JsonPatch.add'],
    ['replaces what is not there', JsonPatch.replace('/spec/host/name', ['.']), 'nothing stands at \'/spec/host/name\''],
    ['goes below what is not there', JsonPatch.add('/spec/trafficPolicy/loadBalancer', {}), 'its path must exist in the object'],
    ['tests for another value', JsonPatch.test('/spec/host', 'ratings'), 'Test operation failed'],
  ])('fails where it %s', (_, patch, reason) => {
    const chart = newChart();
    withVersion(chart, 'reviews').destinationRule.addJsonPatch(patch);
    expectFailure(() => synth(chart), '[chart/reviews/DestinationRule] the patch {"op":', 'cannot be applied', reason);
  });

  test('fails together with all others of the synth, and no file is written', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'patches-'));
    const app = new App({ outdir });
    for (const namespace of ['one', 'two']) {
      const service = withVersion(new Chart(app, namespace, { namespace }), 'reviews');
      service.destinationRule.addJsonPatch(JsonPatch.remove('/spec/first'), JsonPatch.add('/spec/exportTo', ['.']), JsonPatch.remove('/spec/second'));
      ApiObject.of(service.versions[0]).addJsonPatch(JsonPatch.replace('/spec/replicas', 2));
    }
    new MeshService(app.charts[1], 'ratings', { port: 80 });

    const message = messageOf(() => app.synth());
    expect(message.split('\n').slice(1).map(line => line.replace(/^ *\[(.*?)\].*?("path":"(.*?)".*|no version.*)/, '$1 $3'))).toEqual([
      'one/reviews/DestinationRule /spec/first',
      'one/reviews/DestinationRule /spec/second',
      'one/reviews/v1/Resource/Resource /spec/replicas',
      'two/reviews/DestinationRule /spec/first',
      'two/reviews/DestinationRule /spec/second',
      'two/reviews/v1/Resource/Resource /spec/replicas',
      'two/ratings ',
    ]);
    expect(readdirSync(outdir)).toEqual([]);
    rmSync(outdir, { recursive: true });
  });

  test('fails when the object alone is rendered, too', () => {
    const rule = withVersion(newChart(), 'reviews').destinationRule;
    rule.addJsonPatch(JsonPatch.remove('/spec/first'), JsonPatch.remove('/spec/second'));
    expectFailure(() => rule.toJson(), '[chart/reviews/DestinationRule]', '/spec/first', '/spec/second');
  });
});

describe('an object', () => {
  const props = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };

  test('says what it is given, late values included, with the labels of its chart', () => {
    const chart = new Chart(new App(), 'chart', { labels: { team: 'shop' } });
    const data: { [key: string]: string } = {};
    new MeshObject(chart, 'Settings', { ...props, namespace: 'shop', labels: { app: 'x' }, annotations: { note: 'y' }, fields: { data: Lazy.any({ produce: () => data }) } });
    data.late = 'yes';
    expect(synth(chart)).toEqual([{
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop', labels: { app: 'x', team: 'shop' }, annotations: { note: 'y' } },
      data: { late: 'yes' },
    }]);
  });

  test('fails where the mesh has one of its kind, namespace and name, and names its owner', () => {
    const chart = newChart();
    new MeshObject(chart, 'First', { ...props, namespace: 'shop', fields: {} });
    new MeshObject(chart, 'Elsewhere', { ...props, namespace: 'other', fields: {} });
    new MeshObject(chart, 'OtherKind', { ...props, kind: 'Secret', namespace: 'shop', fields: {} });
    expectFailure(
      () => new MeshObject(chart, 'Second', { ...props, namespace: 'shop', fields: {} }),
      '[chart/Second] the ConfigMap \'shop/settings\' is owned by \'chart/First\' already', 'another name', 'MeshSettings.set on each chart',
    );
  });

  test('fails the same way without a namespace, and without the hint where the chart is a mesh of its own', () => {
    const chart = newChart();
    MeshSettings.set(chart, {});
    const namespace = { apiVersion: 'v1', kind: 'Namespace', name: 'shop', namespace: null, fields: {} };
    new MeshObject(chart, 'First', namespace);
    const message = messageOf(() => new MeshObject(chart, 'Second', namespace));
    expect(message).toContain('the Namespace \'shop\' is owned by \'chart/First\' already');
    expect(message).not.toContain('MeshSettings.set');
  });
});

test('fails in a chart without a namespace, with a chart that has one', () => {
  expectFailure(
    () => new MeshService(new Chart(new App(), 'bookinfo'), 'reviews', { port: 80 }),
    '[bookinfo/reviews] has no namespace', 'give chart \'bookinfo\' one', 'new Chart(app, \'bookinfo\', { namespace: \'shop\' })',
  );
});
