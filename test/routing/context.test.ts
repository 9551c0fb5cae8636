import { BlueGreenService, Colour, MeshGateway, Preview, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { inContext, wildcardCovers } from '../../src/routing/context';
import { shares, takenRoute } from '../support/evaluate';
import { shop, shopChart } from '../support/shop';
import { find, Manifest, ofKind, synth } from '../support/synth';

const matchesOf = (object: Manifest) => (object.spec as any).http.flatMap((route: any) => route.match ?? []);

describe('where a table is written out', () => {
  test('a calling workload is asked for in the mesh alone, and no match names gateways', () => {
    const { chart, service, versions: [v1, v2] } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    edge.expose(service);
    new ServiceRoute(chart, 'reports', {
      service, match: [RouteMatch.fromNamespace('reports'), RouteMatch.throughGateway(edge).and(RouteMatch.header('x').present())], action: RouteAction.toVersion(v2),
    });
    new ServiceRoute(chart, 'own', { service, match: [RouteMatch.from(v1)], action: RouteAction.toVersion(v1) });
    const objects = synth(chart);
    const [mesh, atEdge] = [find(objects, 'VirtualService', 'cart'), find(objects, 'VirtualService', 'edge-shop.example.com')];
    expect(matchesOf(atEdge)).toEqual([{ headers: { x: {} } }]);
    expect(matchesOf(mesh)).toEqual([{ sourceNamespace: 'reports' }, { sourceLabels: { app: 'cart', version: 'v1' }, sourceNamespace: 'shop' }]);
    expect(ofKind(objects, 'VirtualService').flatMap(matchesOf).filter((match: any) => 'gateways' in match)).toEqual([]);
  });

  test('what holds at one gateway does not hold at another', () => {
    const { chart, service, versions: [, v2] } = shop();
    const [edge, partners] = ['edge', 'partners'].map(name => new MeshGateway(chart, name, { hosts: [`${name}.example.com`] }));
    edge.expose(service);
    partners.expose(service);
    new ServiceRoute(chart, 'partners-first', { service, match: [RouteMatch.throughGateway(partners)], action: RouteAction.toVersion(v2) });
    const objects = synth(chart);
    const split = (name: string) => shares(takenRoute(find(objects, 'VirtualService', `${name}-${name}.example.com`), { path: '/' })!.route);
    expect([split('edge'), split('partners')]).toEqual([{ v1: 100 }, { v2: 100 }]);
  });

  test.each([
    ['*', 'a.example.com', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.example.org', false],
    ['a.example.com', 'a.example.com', false],
  ])('the wildcard %s takes requests for %s: %s', (wildcard, host, covers) => {
    expect(wildcardCovers(wildcard, host)).toBe(covers);
  });

  test('a public host is asked for where the gateway serves it by a wildcard', () => {
    const [one] = RouteMatch._edgeHost('a.example.com')._conjunctions;
    expect(inContext(one, { gateway: 'ns/gw', host: 'a.example.com' })).toEqual(new Map());
    expect(inContext(one, { gateway: 'ns/gw', host: '*.example.com' })).toEqual(new Map([['authority', { kind: 'exact', value: 'a.example.com' }]]));
    expect(inContext(one, { gateway: 'ns/gw', host: 'b.example.com' })).toBeUndefined();
    expect(inContext(one, { gateway: 'ns/gw' })).toBeUndefined();
    expect(inContext(one, {})).toBeUndefined();
  });
});

describe('a preview by host', () => {
  function blueGreen(live: Colour, hosts: string[]) {
    const chart = shopChart();
    const service = new BlueGreenService(chart, 'cart', {
      port: 80, blue: { image: 'cart:1' }, green: { image: 'cart:2' }, live, preview: Preview.host('preview.example.com'),
    });
    new MeshGateway(chart, 'edge', { hosts }).expose(service);
    return synth(chart);
  }
  const split = (objects: Manifest[], name: string, authority?: string) =>
    shares(takenRoute(find(objects, 'VirtualService', name), { path: '/', authority })!.route);

  test('leads its host to the idle colour, all other ways to the live one', () => {
    const objects = blueGreen(Colour.BLUE, ['shop.example.com', 'preview.example.com']);
    expect((find(objects, 'VirtualService', 'edge-preview.example.com').spec as any).http).toEqual([{
      name: 'cart-preview',
      route: [
        { destination: { host: 'cart.shop.svc.cluster.local', subset: 'blue' }, weight: 0 },
        { destination: { host: 'cart.shop.svc.cluster.local', subset: 'green' }, weight: 100 },
      ],
    }]);
    expect(split(objects, 'edge-shop.example.com')).toEqual({ blue: 100, green: 0 });
    expect(split(objects, 'cart')).toEqual({ blue: 100, green: 0 });
  });

  test('asks for the host where a wildcard serves it', () => {
    const objects = blueGreen(Colour.GREEN, ['*.example.com']);
    expect(split(objects, 'edge-wildcard.example.com', 'preview.example.com')).toEqual({ blue: 100, green: 0 });
    expect(split(objects, 'edge-wildcard.example.com', 'shop.example.com')).toEqual({ blue: 0, green: 100 });
  });

  test('changes nothing but weights at a cutover', () => {
    const output = (live: Colour) => blueGreen(live, ['shop.example.com', 'preview.example.com', '*.example.org'])
      .map(object => JSON.parse(JSON.stringify(object, (key, value) => key === 'weight' ? undefined : value)));
    expect(output(Colour.GREEN)).toEqual(output(Colour.BLUE));
  });
});
