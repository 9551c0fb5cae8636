import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { CanaryRoute, CanaryRouteProps, HashKey, LoadBalancing, MeshGateway, MeshService, RouteMatch, RoutePolicy } from '../../src';
import { Request, shares, takenRoute } from '../support/evaluate';
import { addService, httpOf, shop } from '../support/shop';
import { find, Manifest, synth } from '../support/synth';

type Choice = Pick<CanaryRouteProps, 'match' | 'sticky' | 'weight'>;

/** A canary behind two gateways, one of which serves it below a path. */
function canary(choice: Choice): { chart: Chart; objects: () => Manifest[] } {
  const { chart, service, versions: [stable, trial] } = shop();
  new CanaryRoute(chart, 'trial', { stable, canary: trial, ...choice });
  new RoutePolicy(chart, 'limit', { service, match: [RouteMatch.path().under('/slow')], timeout: Duration.seconds(60) });
  new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(service);
  new MeshGateway(chart, 'partners', { hosts: ['partners.example.com'] }).expose(service, { paths: ['/cart'], stripPrefix: true });
  return { chart, objects: () => synth(chart) };
}

const PLACES: [name: string, path: string][] = [['cart', '/'], ['edge-shop.example.com', '/'], ['partners-partners.example.com', '/cart/']];

/** The split that a request meets, in the mesh and at each gateway. */
function splits(choice: Choice, request: Omit<Request, 'path'>) {
  const objects = canary(choice).objects();
  return PLACES.map(([name, path]) => shares(takenRoute(find(objects, 'VirtualService', name), { ...request, path })!.route));
}

const same = (split: { v1: number; v2: number }) => [split, split, split];
const holding = (version: string) => ({ headers: { cookie: `a=b; trial=${version}; c=d` } });

describe('a canary', () => {
  test.each([0, 1, 25, 99, 100])('takes %i %% in the mesh and at two gateways alike, and both versions are always written', weight => {
    expect(splits({ weight }, {})).toEqual(same({ v1: 100 - weight, v2: weight }));
  });

  test.each([0, 50, 100])('always gets the requests that match, also at weight %i', weight => {
    const match = [RouteMatch.header('x-tester').exact('yes'), RouteMatch.query('canary').exact('1')];
    expect(splits({ weight, match }, { headers: { 'x-tester': 'yes' } })).toEqual(same({ v1: 0, v2: 100 }));
    expect(splits({ weight, match }, { query: { canary: '1' } })).toEqual(same({ v1: 0, v2: 100 }));
    expect(splits({ weight, match }, { headers: { 'x-tester': 'no' } })).toEqual(same({ v1: 100 - weight, v2: weight }));
  });

  test('changes nothing but route weights in the whole output when its weight changes', () => {
    const matches = fc.option(fc.constantFrom(
      () => [RouteMatch.header('x').present()],
      () => [RouteMatch.path().under('/beta'), RouteMatch.cookie('beta').exact('1')],
    ), { nil: undefined });
    const stickies = fc.option(fc.constantFrom({}, { name: 'side', ttl: Duration.days(1), path: '/cart' }), { nil: undefined });
    const weight = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0, 1, 99, 100));
    fc.assert(fc.property(matches, stickies, weight, weight, (match, sticky, before, after) => {
      const output = (one: number) => canary({ weight: one, match: match?.(), sticky }).objects().map(withoutWeights);
      expect(output(after)).toEqual(output(before));
    }), { numRuns: 25 });
  });

  test.each<[string, Partial<CanaryRouteProps>, string]>([
    ['a share below 0', { weight: -1 }, '[shop/trial] weight -1 is not a share in percent: use a whole number from 0 to 100'],
    ['a share above 100', { weight: 101 }, '[shop/trial] weight 101 is not a share in percent: use a whole number from 0 to 100'],
    ['a fraction of a percent', { weight: 0.5 }, '[shop/trial] weight 0.5 is not a share in percent: use a whole number from 0 to 100'],
    ['a cookie whose name is none', { weight: 5, sticky: { name: 'a b' } }, "[shop/trial] sticky.name 'a b' is no name of a cookie: use letters, digits, '-' and '_'"],
    ['a bad match', { weight: 5, match: [RouteMatch.path().regex('(?=a)')] }, "[shop/trial] the regular expression '(?=a)' is not RE2 syntax"],
  ])('fails for %s', (_, props, message) => {
    const { chart, versions: [stable, trial] } = shop();
    expect(() => new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 10, ...props })).toThrow(message);
  });

  test('fails for versions of two services, or twice the same', () => {
    const { chart, versions: [stable] } = shop();
    const other = addService(chart, 'other').versions[0];
    expect(() => new CanaryRoute(chart, 'a', { stable, canary: other, weight: 10 }))
      .toThrow("[shop/a] stable is a version of 'shop/cart', canary of 'shop/other': use two versions of one service");
    expect(() => new CanaryRoute(chart, 'b', { stable, canary: stable, weight: 10 })).toThrow("[shop/b] stable and canary are both version 'v1': use two versions");
  });

  test('fails beside another canary of the service', () => {
    const { chart, versions: [stable, trial] } = shop();
    new CanaryRoute(chart, 'a', { stable, canary: trial, weight: 10 });
    new CanaryRoute(chart, 'b', { stable, canary: trial, weight: 20 });
    expect(() => synth(chart)).toThrow(/'shop\/b': claims every request, and so does 'shop\/a': a request can go by one of them only/);
  });

  test('puts its matches in order by `order`, the weighted rule stays behind', () => {
    const { chart, versions: [stable, trial] } = shop();
    new CanaryRoute(chart, 'a', { stable, canary: trial, weight: 10, name: 'main', match: [RouteMatch.header('x').present()], order: 5 });
    const { http } = find(synth(chart), 'VirtualService', 'cart').spec as any;
    expect(http.map((route: any) => route.name)).toEqual(['main-match', 'main']);
  });
});

describe('a sticky canary', () => {
  test.each([1, 50, 99])('leaves clients at weight %i where they are', weight => {
    expect(splits({ weight, sticky: {} }, holding('v2'))).toEqual(same({ v1: 0, v2: 100 }));
    expect(splits({ weight, sticky: {} }, holding('v1'))).toEqual(same({ v1: 100, v2: 0 }));
    expect(splits({ weight, sticky: {} }, holding('v3'))).toEqual(same({ v1: 100 - weight, v2: weight }));
  });

  test('takes everybody back at weight 0, and over at weight 100', () => {
    expect(splits({ weight: 0, sticky: {} }, holding('v2'))).toEqual(same({ v1: 100, v2: 0 }));
    expect(splits({ weight: 100, sticky: {} }, holding('v1'))).toEqual(same({ v1: 0, v2: 100 }));
  });

  test('lets a match go before a held cookie', () => {
    const match = [RouteMatch.header('x').present()];
    expect(splits({ weight: 10, sticky: {}, match }, { headers: { ...holding('v1').headers, x: '1' } })).toEqual(same({ v1: 0, v2: 100 }));
  });

  test('hands out the cookie by the weighted rule, for each destination its own, and adds it to the application\'s', () => {
    const { http } = find(canary({ weight: 25, sticky: { name: 'side', ttl: Duration.hours(1), path: '/shop' } }).objects(), 'VirtualService', 'cart').spec as any;
    const cookie = (version: string) => ({ response: { add: { 'set-cookie': `side=${version}; Path=/shop; Max-Age=3600; HttpOnly; SameSite=Lax` } } });
    expect(http.find((route: any) => route.name === 'trial').route).toEqual([
      { destination: { host: 'cart.shop.svc.cluster.local', subset: 'v2' }, weight: 25, headers: cookie('v2') },
      { destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' }, weight: 75, headers: cookie('v1') },
    ]);
    expect(http.filter((route: any) => /held/.test(route.name)).flatMap((route: any) => route.route.map((one: any) => one.headers))).toEqual(Array(8).fill(undefined));
  });
});

function withoutWeights(object: Manifest): unknown {
  return JSON.parse(JSON.stringify(object, (key, value) => key === 'weight' ? undefined : value));
}

test('a chart alone is enough for a canary', () => {
  const chart = new Chart(new App(), 'prod', { namespace: 'prod' });
  const { versions: [stable, trial] } = addService(chart, 'reviews');
  new CanaryRoute(chart, 'reviews-route', { stable, canary: trial, weight: 50 });
  expect(find(synth(chart), 'VirtualService', 'reviews').metadata.namespace).toBe('prod');
});

describe('the ports of a canary', () => {
  test('are those that it names; the others stay with the first version', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const service = new MeshService(chart, 'cart', { ports: [{ port: 80 }, { port: 9102, name: 'http-metrics' }] });
    const [stable, trial] = ['v1', 'v2'].map(name => service.addVersion(name, { image: 'cart' }));
    new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 10, ports: [80] });
    const { http } = find(synth(chart), 'VirtualService', 'cart').spec;
    expect(http.map((route: any) => [route.name, route.match[0].port, ...route.route.map((to: any) => to.destination.subset)])).toEqual([['trial', 80, 'v2', 'v1'], ['cart', 9102, 'v1']]);
  });
});

describe('of a service that hashes', () => {
  const weights = (weight: number) => {
    const { chart, versions: [stable, trial] } = shop({ port: 80, loadBalancing: LoadBalancing.consistentHash(HashKey.cookie('pod')) });
    new CanaryRoute(chart, 'trial', { stable, canary: trial, weight, sticky: { name: 'held' }, match: [RouteMatch.header('x').exact('1')], order: 1 });
    return httpOf(chart).map(({ route }) => route.map((one: any) => [one.destination.subset, one.weight]));
  };

  test('every rule has two destinations with a share, since Istio hashes once for each', () => {
    const [v1, v2] = ['v1', 'v2'].map(version => [[version, 50], [version, 50]]);
    const onlyV1 = [['v2', 0], ...v1];
    const onlyV2 = [...v2, ['v1', 0]];
    expect(weights(0)).toEqual([onlyV2, onlyV1, onlyV1, onlyV1]);
    expect(weights(25)).toEqual([onlyV2, onlyV2, onlyV1, [['v2', 25], ['v1', 75]]]);
    expect(weights(100)).toEqual([onlyV2, onlyV2, onlyV2, onlyV2]);
  });

  test('also where a version alone does, or says so later', () => {
    const { chart, service, versions: [stable, trial] } = shop();
    new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 0 });
    expect(httpOf(chart)[0].route).toHaveLength(2);
    service.addVersion('v3', { image: 'cart:v3', loadBalancing: LoadBalancing.consistentHash(HashKey.header('x')) });
    expect(httpOf(chart)[0].route).toHaveLength(3);
  });
});
