import { existsSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { find, findOnly, ofKind, synth, synthFiles, synthUnchecked } from './synth';

function twoCharts(): App {
  const app = new App({ outdir: 'never-written' });
  for (const namespace of ['one', 'two']) {
    const chart = new Chart(app, namespace, { namespace, disableResourceNameHashes: true });
    new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews' }, spec: { ports: [{ port: 80 }] } });
  }
  new ApiObject(app.charts[0], 'sidecar', { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'default' }, spec: {} });
  return app;
}

describe('synth', () => {
  test('returns what was written, file by file', () => {
    const files = synthFiles(twoCharts());
    expect([...files.keys()]).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
    expect(files.get('two.k8s.yaml')).toEqual([
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'two' }, spec: { ports: [{ port: 80 }] } },
    ]);
  });

  test('takes a chart for its app, and leaves the app its folder', () => {
    const app = twoCharts();
    expect(synth(app.charts[0])).toHaveLength(3);
    expect(app.outdir).toBe('never-written');
    expect(existsSync('never-written')).toBe(false);
  });

  test('fails for an object that the API server would refuse', () => {
    const app = twoCharts();
    new ApiObject(app.charts[0], 'rule', { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'x' }, spec: { hosts: 'x' } });
    expect(() => synth(app)).toThrow(/DestinationRule one\/x: spec\.hosts: unknown field/);
    expect(synthUnchecked(app)).toHaveLength(4);
  });

  test('fails for what the constructs themselves refuse', () => {
    const app = twoCharts();
    app.charts[0].node.addValidation({ validate: () => ['not like this'] });
    expect(() => synth(app)).toThrow('not like this');
  });
});

describe('a look-up', () => {
  const objects = synth(twoCharts());

  test('finds the one object', () => {
    expect(find(objects, 'Sidecar', 'default').metadata.namespace).toBe('one');
    expect(find(objects, 'Service', 'reviews', 'two').metadata.namespace).toBe('two');
    expect(findOnly(objects, 'Sidecar').metadata.name).toBe('default');
    expect(ofKind(objects, 'Service')).toHaveLength(2);
  });

  test('fails with what there is', () => {
    expect(() => find(objects, 'Sidecar', 'other')).toThrow('no Sidecar other among: Service one/reviews, Service two/reviews, Sidecar one/default');
    expect(() => find(objects, 'Service', 'reviews')).toThrow('several Service reviews among: ');
    expect(() => find(objects, 'Service', 'reviews', 'three')).toThrow('no Service three/reviews');
    expect(() => findOnly(objects, 'Service')).toThrow('expected one Service, found 2 among: ');
    expect(() => findOnly([], 'Service')).toThrow('no objects at all');
  });
});
