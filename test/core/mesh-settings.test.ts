import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshService, MeshSettings } from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { find, ofKind, synth, synthFiles } from '../support/synth';

describe('the settings of a mesh', () => {
  test('are Istio\'s own where nothing is set', () => {
    const settings = MeshSettings.of(new Chart(new App(), 'chart'));
    expect(settings).toMatchObject({ rootNamespace: 'istio-system', clusterDomain: 'cluster.local', trustDomain: 'cluster.local', providers: [] });
  });

  test('decide hosts, identities and the control plane\'s namespace of everything below', () => {
    const app = new App();
    MeshSettings.set(app, { clusterDomain: 'prod.example.com', trustDomain: 'example.org', rootNamespace: 'mesh' });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const nested = new Construct(new Construct(chart, 'a'), 'b');
    const ratings = withVersion(nested, 'ratings');
    expect(ratings.host).toBe('ratings.shop.svc.prod.example.com');
    expect(ratings.principal).toBe('example.org/ns/shop/sa/ratings');
    const objects = synth(chart);
    expect(find(objects, 'DestinationRule', 'ratings').spec.host).toBe('ratings.shop.svc.prod.example.com');
    expect(find(objects, 'Sidecar', 'ratings').spec.egress).toEqual([{ hosts: ['mesh/*'] }]);
    expect(MeshSettings.of(nested)).toBe(MeshSettings.of(app));
  });

  test('let two charts for two clusters use the same names', () => {
    const app = new App();
    for (const cluster of ['east', 'west']) {
      const chart = new Chart(app, cluster, { namespace: 'shop' });
      MeshSettings.set(chart, { clusterDomain: `${cluster}.local` });
      withVersion(chart, 'ratings');
    }
    const files = synthFiles(app.charts[0]);
    expect([...files].map(([file, objects]) => [file, find(objects, 'DestinationRule', 'ratings').spec.host])).toEqual([
      ['east.k8s.yaml', 'ratings.shop.svc.east.local'],
      ['west.k8s.yaml', 'ratings.shop.svc.west.local'],
    ]);
  });

  test('know the addresses that are the cluster\'s own', () => {
    const app = new App();
    expect(MeshSettings.set(app, { clusterAddressRanges: ['10.244.0.0/16'] }).clusterAddressRanges).toEqual(['10.244.0.0/16']);
    expectFailure(() => MeshSettings.set(new App(), { clusterAddressRanges: ['10.244.0.0'] }), '[App] clusterAddressRanges \'10.244.0.0\' is not a range of addresses');
  });

  test('fails: a version of Istio that is not known', () => {
    expect(MeshSettings.set(new App(), { istioVersion: 'v1.26.1' }).istioVersion).toBe('v1.26.1');
    expectFailure(() => MeshSettings.set(new App(), { istioVersion: '1.19' }), "[App] istioVersion is '1.19': give a minor version from 1.20 to 1.31, as '1.30'");
  });

  test('may be set although somebody asked for the defaults before', () => {
    const app = new App();
    MeshSettings.of(app);
    expect(MeshSettings.set(app, { trustDomain: 'example.org' })).toBe(MeshSettings.of(app));
  });

  test('take providers that are made later, and put them in the view of every proxy', () => {
    const app = new App();
    const settings = MeshSettings.set(app, {});
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    withVersion(chart, 'ratings');
    settings.addProviders(MeshService.fromServiceAttributes(chart, 'zipkin', { serviceName: 'zipkin', namespace: 'tracing', ports: [{ port: 9411 }] }));
    expect(settings.providers.map(provider => provider.host)).toEqual(['zipkin.tracing.svc.cluster.local']);
    expect(ofKind(synth(chart), 'Sidecar')[0].spec.egress).toEqual([{ hosts: ['tracing/zipkin.tracing.svc.cluster.local', 'istio-system/*'] }]);
  });

  test('fail when they are set twice', () => {
    const app = new App();
    MeshSettings.set(app, {});
    expectFailure(() => MeshSettings.set(app, {}), '[App] has mesh settings already', 'set them once');
  });

  test('fail when they are set after constructs that depend on them', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new MeshService(chart, 'ratings', { port: 80 });
    expectFailure(() => MeshSettings.set(chart, {}), '[shop] has children already (the first is \'ratings\')', 'call MeshSettings.set before you add constructs');
    expectFailure(() => MeshSettings.set(app, {}), '[App] has children already (the first is \'shop\')');
  });

  test('fail with values that are no names', () => {
    const app = new App();
    expectFailure(() => MeshSettings.set(app, { rootNamespace: 'Istio System' }), '[App] rootNamespace \'Istio System\' is not a DNS label');
    expectFailure(() => MeshSettings.set(app, { clusterDomain: '.cluster.local' }), '[App] clusterDomain \'.cluster.local\' is not a DNS subdomain');
    expectFailure(() => MeshSettings.set(app, { trustDomain: 'spiffe://example' }), '[App] trustDomain \'spiffe://example\' is not a DNS subdomain');
  });
});

test('fails: two services of one mesh with one host, though their charts differ', () => {
  const app = new App();
  new MeshService(new Chart(app, 'one', { namespace: 'shop' }), 'ratings', { port: 80 });
  const two = new Chart(app, 'two', { namespace: 'shop' });
  expectFailure(
    () => new MeshService(two, 'marks', { name: 'ratings', port: 80 }),
    '[two/marks] host \'ratings.shop.svc.cluster.local\' is owned by \'one/ratings\' already', 'contribute to that service instead', 'MeshSettings.set on each chart',
  );
});

describe('the settings of a cluster among others', () => {
  const cluster = (app: App, id: string, props: Parameters<typeof MeshSettings.set>[1]) => MeshSettings.set(new Construct(app, id), props);

  test('say its name, its network and its mesh, which is the trust domain unless it is named', () => {
    const app = new App();
    expect(cluster(app, 'a', { clusterName: 'east', network: 'n1' })).toMatchObject({ clusterName: 'east', network: 'n1', meshId: 'cluster.local' });
    expect(cluster(app, 'b', { clusterName: 'west', meshId: 'shop' })).toMatchObject({ clusterName: 'west', network: undefined, meshId: 'shop' });
  });

  test('fail with a name that another cluster of the mesh has', () => {
    const app = new App();
    cluster(app, 'a', { clusterName: 'east' });
    expectFailure(() => cluster(app, 'b', { clusterName: 'east' }), '[b]', '\'east\' is that of \'a\' already', 'include() its other charts');
    expect(() => cluster(app, 'c', { clusterName: 'east', meshId: 'other' })).not.toThrow();
    expect(() => cluster(new App(), 'a', { clusterName: 'east' })).not.toThrow();
  });

  test.each(['trustDomain', 'clusterDomain'] as const)('fail when the mesh has another %s elsewhere', what => {
    const app = new App();
    cluster(app, 'a', { clusterName: 'east', meshId: 'shop' });
    expectFailure(() => cluster(app, 'b', { clusterName: 'west', meshId: 'shop', [what]: 'example.org' }), `${what} 'example.org' differs from that of 'a', 'cluster.local'`);
  });

  test.each([[{ network: 'n1' }, 'network \'n1\''], [{ meshId: 'shop' }, 'meshId \'shop\'']])('fail without the cluster\'s name: %j', (props, shown) => {
    expectFailure(() => cluster(new App(), 'a', props), `has ${shown} and no clusterName`, 'give it one');
  });

  test('hold for charts that they include, wherever these stand', () => {
    const app = new App();
    const [edge, shop] = ['east-edge', 'east-shop'].map(id => new Chart(app, id, { namespace: 'shop' }));
    const settings = MeshSettings.set(edge, { clusterName: 'east' });
    settings.include(shop);
    expect(MeshSettings.of(shop)).toBe(settings);
    withVersion(edge, 'ratings');
    expectFailure(() => withVersion(shop, 'ratings'), 'is owned by \'east-edge/ratings\' already');
    expectFailure(() => settings.include(shop), '[east-shop]', 'settings already');
    expectFailure(() => settings.include(edge.node.children[0]), 'call include before you add constructs');
  });
});
