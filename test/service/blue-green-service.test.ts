import fc from 'fast-check';
import { expectFailure, IMAGE, newChart, unnamed } from './fixtures';
import { BlueGreenService, BlueGreenServiceProps, Colour, MeshGateway, PortProtocol, Preview, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { find, findOnly, Manifest, ofKind, synth } from '../support/synth';

const HOST = 'shop.shop.svc.cluster.local';
const NEW = 'registry.example.com/shop:1.5.0';

function output(props: Partial<BlueGreenServiceProps> = {}): Manifest[] {
  const chart = newChart();
  const shop = new BlueGreenService(chart, 'shop', { port: 80, blue: { image: IMAGE }, green: { image: NEW }, live: Colour.BLUE, ...props });
  new MeshGateway(chart, 'edge', { hosts: ['shop.example.com', 'preview.shop.example.com'] }).expose(shop, { hosts: ['shop.example.com'] });
  return synth(chart);
}
const routes = (objects: Manifest[]): any[] => unnamed(find(objects, 'VirtualService', 'shop').spec.http);
const split = (blue: number, green: number) => [
  { destination: { host: HOST, subset: 'blue' }, weight: blue },
  { destination: { host: HOST, subset: 'green' }, weight: green },
];
const masked = (objects: Manifest[]) => JSON.stringify(objects, (key, value) => key === 'weight' ? '?' : value);

const previews: [string, Preview | undefined][] = [
  ['no preview', undefined],
  ['a preview by header', Preview.header('x-preview')],
  ['a preview by header and value', Preview.header('x-preview', 'yes')],
  ['a preview by cookie', Preview.cookie('preview')],
  ['a preview by cookie and value', Preview.cookie('preview', 'yes')],
  ['a preview by public host', Preview.host('shop.example.com')],
  ['a preview by match', Preview.match(RouteMatch.path().under('/new').and(RouteMatch.method('GET', 'HEAD')))],
];

describe('a blue/green service', () => {
  test('runs both colours side by side, each as it is told, and sends all to the live one', () => {
    const objects = output({ green: { image: NEW, replicas: 5 } });
    expect(find(objects, 'Deployment', 'shop-blue').spec).toMatchObject({ replicas: 2, template: { spec: { containers: [{ image: IMAGE }] } } });
    expect(find(objects, 'Deployment', 'shop-green').spec).toMatchObject({ replicas: 5, template: { spec: { containers: [{ image: NEW }] } } });
    expect(routes(objects)).toEqual([{ route: split(100, 0) }]);
  });

  test('tells its colours', () => {
    for (const live of [Colour.BLUE, Colour.GREEN]) {
      const shop = new BlueGreenService(newChart(), 'shop', { port: 80, blue: { image: IMAGE }, green: { image: NEW }, live });
      expect(shop.versions).toEqual([shop.blue, shop.green]);
      expect([shop.live.versionName, shop.idle.versionName]).toEqual(live === Colour.BLUE ? ['blue', 'green'] : ['green', 'blue']);
    }
  });

  test.each(previews)('changes nothing at a cutover but route weights, with %s', (_, preview) => {
    const [before, after] = [Colour.BLUE, Colour.GREEN].map(live => output({ live, preview }));
    expect(masked(after)).toBe(masked(before));
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
  });

  test('changes nothing but route weights in any step of a gradual cutover, in the mesh and at the gateway', () => {
    const [, preview] = previews[1];
    const start = output({ preview });
    fc.assert(fc.property(fc.constantFrom(Colour.BLUE, Colour.GREEN), fc.integer({ min: 0, max: 100 }), (live, idleWeight) =>
      masked(output({ live, idleWeight, preview })) === masked(start)), { numRuns: 20 });
  });

  test.each([
    [Colour.BLUE, 30, split(70, 30)], [Colour.GREEN, 30, split(30, 70)], [Colour.GREEN, 0, split(0, 100)], [Colour.BLUE, 100, split(0, 100)],
  ])(
    'with %s live shares out %d percent to the other', (live, idleWeight, shares) => {
      const objects = output({ live, idleWeight });
      expect(routes(objects)).toEqual([{ route: shares }]);
      const edge = ofKind(objects, 'VirtualService').find(({ spec }) => spec.hosts[0] === 'shop.example.com')!;
      expect(edge.spec.http.map((route: any) => route.route)).toEqual([shares]);
    });

  test('shows the idle colour to those that ask for it, whatever its share', () => {
    expect(routes(output({ preview: Preview.header('x-preview', 'yes'), idleWeight: 10 }))).toEqual([
      { match: [{ headers: { 'x-preview': { exact: 'yes' } } }], route: split(0, 100) },
      { route: split(90, 10) },
    ]);
    expect(routes(output({ preview: Preview.header('x-preview') }))[0].match).toEqual([{ headers: { 'x-preview': {} } }]);
    expect(routes(output({ live: Colour.GREEN, preview: Preview.match(RouteMatch.path().exact('/new')) }))[0])
      .toEqual({ match: [{ uri: { exact: '/new' } }], route: split(100, 0) });
  });

  test.each([
    [Preview.cookie('preview'), ['preview=', 'preview=1', 'a=b; preview=x', 'preview=x; a=b'], ['', 'a=b', 'xpreview=1', 'a=preview=1']],
    [Preview.cookie('preview', 'yes.'), ['preview=yes.', 'a=b; preview=yes.; c=d'], ['preview=yesx', 'preview=yes.x', 'preview=']],
  ])('finds the cookie of a preview among others, and no other', (preview, held, others) => {
    const { regex } = routes(output({ preview }))[0].match[0].headers.cookie;
    expect(held.filter(cookie => !new RegExp(`^(?:${regex})$`).test(cookie))).toEqual([]);
    expect(others.filter(cookie => new RegExp(`^(?:${regex})$`).test(cookie))).toEqual([]);
  });

  test('shows the idle colour under a public host of its own, at the gateway alone', () => {
    const chart = newChart();
    const shop = new BlueGreenService(chart, 'shop', {
      port: 80, blue: { image: IMAGE }, green: { image: NEW }, live: Colour.BLUE, preview: Preview.host('preview.example.com'),
    });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com', 'preview.example.com'] }).expose(shop);
    const objects = synth(chart);
    expect(routes(objects)).toEqual([{ route: split(100, 0) }]);
    const at = (host: string) => ofKind(objects, 'VirtualService').find(({ spec }) => spec.hosts[0] === host)!.spec.http;
    expect(at('preview.example.com').map((route: any) => route.route)).toEqual([split(0, 100)]);
    expect(at('shop.example.com').map((route: any) => route.route)).toEqual([split(100, 0)]);
  });

  test('shares out connections too, where its port carries no requests', () => {
    const chart = newChart();
    new BlueGreenService(chart, 'shop', { port: 9000, protocol: PortProtocol.TCP, blue: { image: IMAGE }, green: { image: NEW }, live: Colour.GREEN, idleWeight: 20 });
    expect(findOnly(synth(chart), 'VirtualService').spec.tcp).toEqual([{ route: split(20, 80) }]);
  });

  test('lets the idle colour have no pods', () => {
    const objects = output({ green: { image: NEW, replicas: 0 } });
    expect(find(objects, 'Deployment', 'shop-green').spec.replicas).toBe(0);
    expect(ofKind(objects, 'PodDisruptionBudget').map(({ metadata }) => metadata.name)).toEqual(['shop-blue']);
  });
});

describe('bad blue/green services', () => {
  const fails = (props: Partial<BlueGreenServiceProps>, ...parts: string[]) => expectFailure(() => output(props), '[chart/shop] ', ...parts);

  test('fails: a live colour without pods', () => {
    fails({ blue: { image: IMAGE, replicas: 0 } }, 'sends requests to blue with replicas 0, below the minimum of 1', 'scale blue up in an apply of its own first');
  });

  test('fails: a live colour below the stated minimum, by replicas or autoscaling', () => {
    fails({ minimumLiveReplicas: 3 }, 'blue with replicas 2, below the minimum of 3');
    fails({ minimumLiveReplicas: 3, blue: { image: IMAGE, autoscaling: { maxReplicas: 9 } } }, 'blue with replicas 2, below the minimum of 3');
    expect(() => output({ minimumLiveReplicas: 3, blue: { image: IMAGE, autoscaling: { minReplicas: 3, maxReplicas: 9 } } })).not.toThrow();
  });

  test('fails: an idle colour that takes a share and is too small for it', () => {
    fails({ idleWeight: 1, green: { image: NEW, replicas: 0 } }, 'sends requests to green with replicas 0');
  });

  test.each([-1, 101, 12.5])('fails: an idle weight of %d', idleWeight => {
    fails({ idleWeight }, `idleWeight ${idleWeight} is not a share in percent`, '0 to 100');
  });

  test('fails: a preview under a host that no gateway serves', () => {
    fails({ preview: Preview.host('next.example.com') }, "under host 'next.example.com', where no gateway exposes the service", 'add the host to a gateway');
  });

  test('fails: a minimum of none', () => {
    fails({ minimumLiveReplicas: 0 }, 'minimumLiveReplicas 0', 'at least 1');
  });

  test.each(['red', 'BLUE', undefined])('fails: the colour %s, which would otherwise be a cutover by mistake', colour => {
    fails({ live: colour as Colour }, 'is no colour', 'Colour.BLUE (\'blue\') or Colour.GREEN (\'green\')');
  });

  test('fails: a colour that is retiring', () => {
    fails({ green: { image: NEW, retiring: true } }, 'routes to version \'green\'', 'which is retiring');
  });

  test('fails: previews that no request can be', () => {
    fails({ preview: Preview.header('x preview') }, 'header name \'x preview\' is not valid');
    fails({ preview: Preview.cookie('a;b') }, 'cookie name \'a;b\' is not valid');
    fails({ preview: Preview.match(RouteMatch.path().regex('(?=x)')) }, 'is not RE2 syntax');
  });

  test('fails: a preview of requests where the port carries connections', () => {
    expectFailure(() => new BlueGreenService(newChart(), 'shop', {
      port: 9000, protocol: PortProtocol.TCP, blue: { image: IMAGE }, green: { image: NEW }, live: Colour.BLUE, preview: Preview.header('x-preview'),
    }), '[chart/shop] needs HTTP requests', 'port 9000 speaks tcp');
  });

  test('fails: a route that takes all requests from the colours', () => {
    const chart = newChart();
    const shop = new BlueGreenService(chart, 'shop', { port: 80, blue: { image: IMAGE }, green: { image: NEW }, live: Colour.BLUE });
    new ServiceRoute(chart, 'route', { service: shop, action: RouteAction.toVersion(shop.green) });
    expectFailure(() => synth(chart), '\'chart/route\': claims every request, and so does \'chart/shop\'');
  });
});
