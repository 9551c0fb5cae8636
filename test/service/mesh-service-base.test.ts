import { JsonPatch, Duration } from 'cdk8s';
import { expectFailure, IMAGE, newChart, withVersion, unnamed } from './fixtures';
import { CanaryRoute, MeshService, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../src';
import { find, findOnly, ofKind, synth } from '../support/synth';

const HOST = 'shop.shop.svc.cluster.local';
const all = (subset: string) => [{ route: [{ destination: { host: HOST, subset } }] }];

describe('versions', () => {
  test('the first takes all that nothing claims, a further one none', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    shop.addVersion('v2', { image: IMAGE });
    shop.addVersion('v3', { image: IMAGE });
    const { hosts, http } = findOnly(synth(chart), 'VirtualService').spec;
    expect(hosts).toEqual([HOST]);
    expect(unnamed(http)).toEqual(all('v1'));
  });

  test('the first is the one that was added first, whatever its name', () => {
    const chart = newChart();
    const shop = new MeshService(chart, 'shop', { port: 80 });
    shop.addVersion('v2', { image: IMAGE });
    shop.addVersion('v1', { image: IMAGE });
    expect(unnamed(findOnly(synth(chart), 'VirtualService').spec.http)).toEqual(all('v2'));
  });

  test('one that gets a route keeps the others from what it claims alone', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    const v2 = shop.addVersion('v2', { image: IMAGE });
    new ServiceRoute(chart, 'testers', { service: shop, match: [RouteMatch.header('x-test').present()], action: RouteAction.toVersion(v2) });
    expect(unnamed(findOnly(synth(chart), 'VirtualService').spec.http)).toEqual([
      { match: [{ headers: { 'x-test': {} } }], route: [{ destination: { host: HOST, subset: 'v2' } }] },
      ...all('v1'),
    ]);
  });

  test('a route to a service with one version names its subset', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    new RoutePolicy(chart, 'slow', { service: shop, timeout: Duration.seconds(5) });
    expect(findOnly(synth(chart), 'VirtualService').spec.http).toMatchObject([{ timeout: '5s', route: [{ destination: { host: HOST, subset: 'v1' } }] }]);
  });

  test('the VirtualService can be patched from when it is there', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    shop.addVersion('v2', { image: IMAGE });
    shop.virtualService!.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
    expect(findOnly(synth(chart), 'VirtualService').spec.exportTo).toEqual(['.']);
  });
});

describe('a version that is retiring', () => {
  test('keeps its pods and its subset, and everything goes to the other', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop', {}, { retiring: true });
    shop.addVersion('v2', { image: IMAGE });
    const objects = synth(chart);
    expect(shop.versions.map(version => version.retiring)).toEqual([true, false]);
    expect(unnamed(findOnly(objects, 'VirtualService').spec.http)).toEqual(all('v2'));
    expect(findOnly(objects, 'DestinationRule').spec.subsets.map((subset: any) => subset.name)).toEqual(['v1', 'v2']);
    expect(find(objects, 'Deployment', 'shop-v1').spec.replicas).toBe(2);
  });

  test('changes nothing but the routes when it begins to', () => {
    const [before, after] = [false, true].map(retiring => {
      const chart = newChart();
      withVersion(chart, 'shop', {}, { retiring }).addVersion('v2', { image: IMAGE });
      return synth(chart);
    });
    const without = (objects: typeof before) => objects.filter(object => object.kind !== 'VirtualService');
    expect(without(after)).toEqual(without(before));
    expect(after).not.toEqual(before);
  });

  test('leaves the routes as they are when it has gone, for as long as there are others to tell apart', () => {
    const routes = [true, false].map(there => {
      const chart = newChart();
      const shop = new MeshService(chart, 'shop', { port: 80 });
      if (there) {
        shop.addVersion('v1', { image: IMAGE, retiring: true });
      }
      shop.defaultTo(shop.addVersion('v2', { image: IMAGE }));
      shop.addVersion('v3', { image: IMAGE });
      return findOnly(synth(chart), 'VirtualService');
    });
    expect(routes[0]).toEqual(routes[1]);
  });

  test('fails with a route, whatever its weight', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    const old = shop.addVersion('v0', { image: IMAGE, retiring: true });
    const parts = ['routes to version \'v0\' of \'chart/shop\', which is retiring', 'remove the route, or \'retiring\''];
    expectFailure(() => new ServiceRoute(chart, 'route', { service: shop, action: RouteAction.toVersion(old) }), '[chart/route] ', ...parts);
    expectFailure(() => new CanaryRoute(chart, 'canary', { stable: shop.versions[0], canary: old, weight: 0 }), '[chart/canary] ', ...parts);
  });

  test('fails when there is no other', () => {
    const chart = newChart();
    withVersion(chart, 'shop', {}, { retiring: true });
    expectFailure(() => synth(chart), '[chart/shop] has retiring versions only', 'add the version that takes over');
  });
});

test('a service of UDP alone has no routes, however many versions', () => {
  const chart = newChart();
  withVersion(chart, 'dns', { port: 53, protocol: PortProtocol.UDP }).addVersion('v2', { image: IMAGE });
  expect(ofKind(synth(chart), 'VirtualService')).toEqual([]);
});
