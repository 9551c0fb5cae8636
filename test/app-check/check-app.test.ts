import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { CheckSeverity, MeshChecks, MeshService, MeshSettings } from '../../src';

describe('the checks of an app', () => {
  let outdir: string;
  let printed: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'synth-'));
    printed = '';
    jest.spyOn(process.stderr, 'write').mockImplementation(text => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
    jest.restoreAllMocks();
  });

  function shop(yamlOutputType?: YamlOutputType) {
    const app = new App({ outdir, yamlOutputType });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const cart = new MeshService(chart, 'cart', { port: 8080 });
    cart.addVersion('v1', { image: 'registry.example.com/cart:1' });
    return { app, chart, cart };
  }

  /** A VirtualService that nobody of the library wrote. */
  function strange(chart: Chart, subset = 'v9', metadata = {}) {
    return new ApiObject(chart, 'strange', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'strange', ...metadata },
      spec: { hosts: ['other.example.com'], http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local', subset } }] }] },
    });
  }

  test('fail a synth, with the path of the construct, before a file is written', () => {
    const { app, chart } = shop();
    strange(chart);
    expect(() => app.synth()).toThrow(/^Checks failed with the following errors:\n {2}\[shop\/strange\] VirtualService shop\/strange spec\.http\[0\]\.route\[0\]\.destination\.subset: routes to subset 'v9'.*\(subset-not-defined\)$/);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('judge by the version of Istio that the settings of the mesh name', () => {
    const app = new App({ outdir });
    const [old, newer] = ['1.21', '1.22'].map(istioVersion => {
      const chart = new Chart(app, `shop-${istioVersion.slice(2)}`, { namespace: 'shop' });
      MeshSettings.set(chart, { istioVersion });
      new MeshService(chart, 'cart', { port: 8080 }).addVersion('v1', { image: 'registry.example.com/cart:1' });
      strange(chart, 'v1');
      return chart;
    });
    expect(() => app.synth()).toThrow("[shop-21/strange] VirtualService shop/strange apiVersion: is of 'networking.istio.io/v1', which Istio 1.21 does not serve: it came with 1.22: "
      + 'write v1beta1, or update Istio to 1.22 first (newer-than-istio)');
    expect(() => app.synth()).not.toThrow('shop-22');
    expect([old, newer].map(chart => MeshSettings.of(chart).istioVersion)).toEqual(['1.21', '1.22']);
  });

  test.each(Object.values(YamlOutputType).filter(type => typeof type === 'number').map(type => [YamlOutputType[type], type] as const))('hold for output %s', (_, type) => {
    const { app, chart } = shop(type);
    strange(chart);
    expect(() => app.synth()).toThrow('subset-not-defined');
    expect(readdirSync(outdir, { recursive: true }).filter(file => String(file).endsWith('.yaml'))).toEqual([]);
  });

  test('let an app through that has nothing wrong, and change nothing of what it puts out', () => {
    const { app, chart } = shop();
    strange(chart, 'v1');
    app.synth();
    const written = readFileSync(join(outdir, 'shop.k8s.yaml'), 'utf8');
    app.synth();
    expect(readFileSync(join(outdir, 'shop.k8s.yaml'), 'utf8')).toBe(written);
    expect(written).toContain('subset: v1');
    expect(printed).toBe('');
  });

  test('come after what constructs say of themselves', () => {
    const { app, chart } = shop();
    strange(chart);
    chart.node.addValidation({ validate: () => ['is not as it should be'] });
    expect(() => app.synth()).toThrow('Validation failed with the following errors:\n  [shop] is not as it should be');
  });

  test('come after validations that ask objects for their JSON', () => {
    const { app, chart } = shop();
    const object = strange(chart);
    let ready = false;
    chart.node.addValidation({ validate: () => object.toJson() && ready ? [] : ['is not ready'] });
    expect(() => app.synth()).toThrow('[shop] is not ready');
    ready = true;
    expect(() => app.synth()).toThrow('subset-not-defined');
  });

  test('are made once in a synth, however many charts there are', () => {
    const { app, chart } = shop();
    const object = strange(chart, 'v1');
    new Chart(app, 'other', { namespace: 'shop' });
    const made = jest.spyOn(Object.getPrototypeOf(object), 'toJson');
    app.synth();
    expect(made.mock.contexts.filter(one => one === object)).toHaveLength(1);
  });

  test('hold for YAML that is answered as text', () => {
    const { app, chart } = shop();
    strange(chart);
    expect(() => app.synthYaml()).toThrow('subset-not-defined');
  });

  test('see what changed since the last synth', () => {
    const { app, chart } = shop();
    const object = strange(chart);
    expect(() => app.synth()).toThrow('subset-not-defined');
    expect(object.toJson().metadata.name).toBe('strange');
    const { app: second, chart: secondChart } = shop();
    strange(secondChart, 'v1');
    second.synth();
    strange(new Chart(second, 'late', { namespace: 'shop' }), 'v7');
    expect(() => second.synth()).toThrow('\'v7\'');
  });

  test('leave an app alone that nothing of the library is in', () => {
    const app = new App({ outdir });
    strange(new Chart(app, 'shop', { namespace: 'shop' }));
    app.synth();
    expect(readdirSync(outdir)).toEqual(['shop.k8s.yaml']);
  });

  test('are accepted for a construct, by its rule and with a reason', () => {
    const { app, chart } = shop();
    MeshChecks.of(strange(chart)).accept('subset-not-defined', 'the version comes tomorrow');
    app.synth();
    expect(() => MeshChecks.of(chart).accept('subset-not-defined', ' ')).toThrow('[shop] accepts findings of \'subset-not-defined\' without a reason');
  });

  test('are accepted by an annotation of the object', () => {
    const { app, chart } = shop();
    strange(chart, 'v9', { annotations: { 'accept.cdk8s-istio/subset-not-defined': 'the version comes tomorrow' } });
    app.synth();
  });

  test('fail when nothing needs to be accepted, or by a rule that does not exist', () => {
    const { app, chart, cart } = shop();
    strange(chart);
    MeshChecks.of(cart).accept('subset-not-defined', 'no').accept('no-such-rule', 'no').weigh('no-such-rule-either', CheckSeverity.OFF);
    expect(() => app.synth()).toThrow(expect.objectContaining({
      message: expect.stringMatching(/rule 'no-such-rule', which does not exist.*rule 'no-such-rule-either', which does not exist.*\[shop\/cart\] accepts findings of rule 'subset-not-defined', of which there are none/s),
    }));
  });

  test('print warnings, and go on', () => {
    const { app, chart } = shop();
    strange(chart);
    MeshChecks.of(app).weigh('subset-not-defined', CheckSeverity.WARNING);
    app.synth();
    expect(printed).toMatch(/^warning: \[shop\/strange\] VirtualService shop\/strange spec\.http\[0\].*: routes to subset 'v9' [^\n]*\n$/);
  });

  test('know hosts that are said to be there, and services of other apps', () => {
    const { app, chart } = shop();
    MeshService.fromServiceAttributes(chart, 'stock', { serviceName: 'stock', namespace: 'shop', ports: [{ port: 80 }] });
    new ApiObject(chart, 'raw', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'raw' },
      spec: { hosts: ['a.example.com'], http: [{ route: ['stock.shop.svc.cluster.local', 'b.example.com'].map(host => ({ destination: { host }, weight: 50 })) }] },
    });
    expect(() => app.synth()).toThrow(/^[^']*'b.example.com'[^']*$/);
    MeshChecks.of(app).knowHosts('b.example.com');
    app.synth();
  });
});
