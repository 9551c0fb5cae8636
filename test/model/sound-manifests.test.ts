import { KINDS } from '../../src/model/kinds';
import { soundManifests } from '../../src/model/sound-manifests';
import { meshOf } from '../check/fixtures';

const service = (spec: object, metadata = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', ...metadata }, spec });

describe('objects', () => {
  test('lose fields of a wrong type, which are told', () => {
    const mesh = meshOf(JSON.stringify(service({ ports: [{ port: 'x' }, { port: 80 }], selector: { app: 1 } })));
    expect(mesh.broken.map(({ problems }) => problems.map(({ path }) => path.join('.')))).toEqual([['spec.ports.0.port', 'spec.selector.app']]);
    expect(mesh.objects.of(KINDS.service)[0].spec).toEqual({ ports: [{}, { port: 80 }], selector: {} });
    expect(mesh.broken[0].manifest).toBe(mesh.objects.all[0]);
  });

  test('have no null, with or without anything wrong', () => {
    const spec = { ports: [{ port: 80, name: null }], selector: null };
    expect(meshOf(JSON.stringify(service(spec, { labels: { a: null } }))).objects.all[0].json)
      .toEqual(service({ ports: [{ port: 80 }] }, { labels: { a: '' } }));
    expect(meshOf(JSON.stringify(service({ ...spec, typo: 1 }))).objects.of(KINDS.service)[0].spec).toEqual({ ports: [{ port: 80 }], typo: 1 });
    expect(meshOf('apiVersion: example.com/v1\nkind: Thing\nspec: [1, null]\n').objects.all[0].json.spec).toEqual([1]);
  });

  test('are the ones that were given where nothing is wrong', () => {
    const { objects: { all } } = meshOf(JSON.stringify(service({ ports: [{ port: 80 }] })));
    expect(soundManifests(all)).toEqual({ sound: all, broken: [], unserved: [], experimental: [] });
    expect(soundManifests(all).sound[0]).toBe(all[0]);
  });

  test('in a version that is not served are kept apart', () => {
    const mesh = meshOf('apiVersion: networking.istio.io/v1alpha1\nkind: Gateway\nmetadata: { name: a }\nspec: 1\n');
    expect(mesh.unserved.map(({ name }) => name)).toEqual(['a']);
    expect(mesh.objects.all).toEqual([]);
    expect(meshOf('apiVersion: example.com/v1alpha1\nkind: Gateway\nmetadata: { name: a }\nspec: 1\n').unserved).toEqual([]);
  });
});

describe('objects of the experimental channel of the Gateway API', () => {
  const route = (spec: object, version = 'v1') =>
    meshOf(JSON.stringify({ apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'HTTPRoute', metadata: { name: 'cart' }, spec }));
  const tcp = (version: string, spec: object = { rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] }) =>
    meshOf(JSON.stringify({ apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'TCPRoute', metadata: { name: 'cart' }, spec }));

  test('are objects like others, and what the standard channel has against them is kept', () => {
    const mesh = route({ rules: [{ retry: { attempts: 2 } }], useDefaultGateways: 'All' });
    expect(mesh.broken).toEqual([]);
    expect(mesh.experimental.map(({ problems }) => problems.map(({ path }) => path.join('.')).sort())).toEqual([['spec.rules.0.retry', 'spec.useDefaultGateways']]);
    expect(mesh.experimental[0].manifest).toBe(mesh.objects.all[0]);
  });

  test('may have mistakes too, which are not told twice', () => {
    const mesh = route({ rules: [{ retry: { attempts: 'x' }, matches: null, timouts: {} }], hostnames: [1] });
    expect(mesh.experimental.map(({ problems }) => problems.map(({ path }) => path.join('.')))).toEqual([['spec.rules.0.retry']]);
    expect(mesh.broken.map(({ problems }) => problems.map(({ path }) => path.join('.')).sort())).toEqual([['spec.hostnames.0', 'spec.rules.0.retry.attempts', 'spec.rules.0.timouts']]);
    expect(mesh.objects.all[0].json.spec).toEqual({ rules: [{ retry: {}, timouts: {} }], hostnames: [] });
  });

  test('are no such objects for a mistake that both channels refuse', () => {
    const mesh = route({ rules: [{ filters: [{ type: 'Magic' }] }] });
    expect(mesh.experimental).toEqual([]);
    expect(mesh.broken.map(({ problems }) => problems.map(({ message }) => message))).toEqual([[expect.not.stringContaining('ExternalAuth')]]);
  });

  test('may be so by their version alone', () => {
    const mesh = tcp('v1alpha2');
    expect([mesh.unserved, mesh.broken, mesh.experimental.map(({ problems }) => problems)]).toEqual([[], [], [[]]]);
    expect(mesh.objects.all).toHaveLength(1);
    expect(tcp('v1alpha2', { rules: [] }).broken).toHaveLength(1);
    expect(tcp('v1alpha1').unserved).toHaveLength(1);
  });
});

describe('objects of one name', () => {
  const map = (name: string, data: string, more = '') => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: { is: ${data} }\n`;

  test('are the last of them', () => {
    const { objects } = meshOf(map('a', 'first') + map('b', 'other') + map('a', 'second', ', namespace: default') + map('a', 'elsewhere', ', namespace: shop'));
    expect(objects.of(KINDS.configMap).map(({ manifest }) => (manifest.json.data as { is: string }).is)).toEqual(['other', 'second', 'elsewhere']);
    expect([...objects.repeated].map(([former, next]) => [former.json.data, next.json.data])).toEqual([[{ is: 'first' }, { is: 'second' }]]);
    expect(objects.all).toHaveLength(4);
  });

  test('may be many that have none yet', () => {
    const { objects } = meshOf('---\napiVersion: batch/v1\nkind: Job\nmetadata: { generateName: a- }\n'.repeat(2));
    expect(objects.of(KINDS.job)).toHaveLength(2);
    expect(objects.repeated.size).toBe(0);
  });
});
