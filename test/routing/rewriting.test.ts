import { isDeepStrictEqual } from 'node:util';
import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { MeshGateway, MeshService, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../src';
import { ALL_REQUESTS, Asked, askedBy, meetsAsked, routeMatches } from '../support/asked';
import { Request, shares, takenRoute } from '../support/evaluate';
import { strongest } from '../support/reference';
import { checkManifest, Manifest } from '../support/schema';
import { addService, httpOf, shop, virtualServiceOf } from '../support/shop';
import { synth } from '../support/synth';

/** A route of a service: to a version of its own or on to the other service, perhaps by another path. */
interface Hop {
  readonly id: string;
  readonly asked: readonly Asked[];
  readonly order: number;
  readonly rewrite?: string;
  readonly onwards: boolean;
}

/** What a gateway exposes. */
interface Door {
  readonly id: string;
  readonly asked: readonly Asked[];
  readonly order: number;
  readonly strip: boolean;
  readonly service: 'first' | 'second';
}

/** The ones for fewer requests first, so that none is in vain. */
function ranked<T extends { asked: readonly Asked[] }>(prefix: string, all: readonly T[]): (T & { id: string; order: number })[] {
  const holds = (asked: readonly Asked[], request: Request) => meetsAsked(asked, request, 'mesh') || meetsAsked(asked, request, 'edge');
  const sizes = all.map(one => ALL_REQUESTS.filter(request => holds(one.asked, request)).length);
  return all.map((one, at) => ({
    ...one,
    id: `${prefix}${at}`,
    order: sizes.filter((size, other) => size < sizes[at] || (size === sizes[at] && other < at)).length,
  }));
}

const hops = (prefix: string, onwards: boolean) => fc.array(fc.record({
  asked: fc.array(askedBy({ regex: true, absent: true, from: ['one', 'edge'] }), { minLength: 1, maxLength: 1 }),
  rewrite: fc.option(fc.constantFrom('/', '/a', '/b', '/z'), { nil: undefined, freq: 2 }),
  onwards: onwards ? fc.boolean() : fc.constant(false),
}), { maxLength: 3 }).map(all => ranked(prefix, all));

const doors = fc.array(fc.record({
  asked: fc.oneof(
    fc.constantFrom('/a', '/a/b', '/b').map((value): Asked[] => [{ path: { kind: 'under', value } }]),
    fc.constant<Asked[]>([{ path: { kind: 'under', value: '/a' }, x: '1' }]),
    fc.constant<Asked[]>([{}]),
  ),
  strip: fc.boolean(),
  service: fc.constantFrom<'first' | 'second'>('first', 'first', 'second'),
}), { minLength: 1, maxLength: 2 }).map(all => ranked('door', all.map(door => ({ ...door, strip: door.strip && door.asked[0].path !== undefined }))));

interface World {
  readonly first: readonly Hop[];
  readonly second: readonly Hop[];
  readonly doors: readonly Door[];
}

function build({ first, second, doors: open }: World) {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  const services = { first: new MeshService(chart, 'first', { port: 80 }), second: new MeshService(chart, 'second', { port: 80 }) };
  for (const name of ['first', 'second'] as const) {
    const service = services[name];
    service.addVersion(`${name}-fallback`, { image: 'x' });
    service.addVersion('spare', { image: 'x' });
    for (const { id, asked, order, rewrite, onwards } of name === 'first' ? first : second) {
      const action = onwards ? RouteAction.toService(services.second) : RouteAction.toVersion(service.addVersion(id, { image: 'x' }));
      const moved = rewrite === undefined ? undefined : { path: rewrite };
      new ServiceRoute(chart, id, { service, action, match: routeMatches(asked, edge), order, rewrite: moved });
    }
  }
  for (const { asked: [{ path, x }], strip, service, order } of open) {
    edge.expose(services[service], {
      order,
      paths: path && [path.value],
      stripPrefix: strip,
      match: x === undefined ? undefined : [RouteMatch.header('x').exact(x)],
    });
  }
  return {
    problems: [...services.first.node.validate(), ...services.second.node.validate(), ...edge.node.validate()],
    mesh: services.first.virtualService!.toJson() as Manifest,
    edge: edge.virtualService('shop.example.com')!.toJson() as Manifest,
  };
}

/** Where a request ends, and by which path, step by step as the constructs say it. */
function walk(world: World, service: 'first' | 'second', request: Request, at: 'mesh' | 'edge'): [destination: string, path: string] {
  const hop = strongest(world[service], request, at) as Hop | undefined;
  if (!hop) {
    return [`${service}-fallback`, request.path];
  }
  const path = hop.rewrite === undefined ? request.path : rewrittenBy(hop.asked[0].path, hop.rewrite, request.path);
  return hop.onwards ? walk(world, 'second', { ...request, path }, at) : [hop.id, path];
}

function enter(world: World, request: Request): [destination: string, path: string] | undefined {
  const door = strongest(world.doors, request, 'edge') as Door | undefined;
  const path = door?.strip ? rewrittenBy(door.asked[0].path, '/', request.path) : request.path;
  return door && walk(world, door.service, { ...request, path }, 'edge');
}

function rewrittenBy(asked: Asked['path'], to: string, path: string): string {
  const joined = (from: string) => (from.endsWith('/') && !to.endsWith('/') ? `${to}/` : to) + path.slice(from.length);
  switch (asked?.kind) {
    case undefined: return joined('/');
    case 'prefix': return joined(asked!.value);
    case 'under': {
      const base = asked!.value.replace(/\/$/, '');
      return path === base ? to : joined(`${base}/`);
    }
    default: return to;
  }
}

function found(virtualService: Manifest, request: Request): [destination: string, path: string] | undefined {
  const taken = takenRoute(virtualService, request);
  return taken && [Object.keys(shares(taken.route)).join(), taken.path];
}

describe('paths that are rewritten on the way', () => {
  test('lead where each step says, through services and gateways, with the path that each step makes of it', () => {
    fc.assert(fc.property(hops('f', true), hops('s', false), doors, (first, second, open) => {
      const world = { first, second, doors: open };
      const { problems, mesh, edge } = build(world);
      fc.pre(problems.length === 0);
      expect([...checkManifest(mesh), ...checkManifest(edge)]).toEqual([]);
      const odd = ALL_REQUESTS.flatMap(request => [
        { at: 'mesh', request, expected: walk(world, 'first', request, 'mesh'), got: found(mesh, request) },
        { at: 'edge', request, expected: enter(world, request), got: found(edge, request) },
      ]).filter(({ expected, got }) => !isDeepStrictEqual(expected, got));
      expect(odd).toEqual([]);
    }), { numRuns: 150, maxSkipsPerRun: 50 });
  });

  const rewriting = (match: RouteMatch, path: string) => {
    const { chart, service, versions: [v1] } = shop();
    new ServiceRoute(chart, 'moved', { service, match: [match], rewrite: { path }, action: RouteAction.toVersion(v1) });
    return { chart, service };
  };

  test('keep the slash: what is under /cart comes out under /basket', () => {
    const { chart } = rewriting(RouteMatch.path().under('/cart'), '/basket');
    const rules = httpOf(chart).filter(route => route.name === 'moved');
    expect(rules.map(({ match, rewrite }) => ({ match, rewrite }))).toEqual([
      { match: [{ uri: { exact: '/cart' } }], rewrite: { uri: '/basket' } },
      { match: [{ uri: { prefix: '/cart/' } }], rewrite: { uri: '/basket/' } },
    ]);
  });

  test('need one rule where the rewrite is the same for the path and all below it', () => {
    const { chart } = rewriting(RouteMatch.path().under('/cart'), '/');
    expect(httpOf(chart).map(route => route.rewrite)).toEqual([{ uri: '/' }, undefined]);
  });

  test('are prefixed where the route asks for no path', () => {
    const { chart } = rewriting(RouteMatch.header('x').present(), '/v2');
    expect(takenRoute(virtualServiceOf(chart), { path: '/items', headers: { x: '' } })).toMatchObject({ path: '/v2/items' });
  });

  test('are rewritten by the same rule when a policy narrows the route', () => {
    const { chart, service } = rewriting(RouteMatch.path().under('/cart'), '/basket');
    new RoutePolicy(chart, 'slow', { service, match: [RouteMatch.path().under('/cart/slow')], timeout: Duration.seconds(60) });
    const taken = takenRoute(virtualServiceOf(chart), { path: '/cart/slow/1' });
    expect(taken).toMatchObject({ path: '/basket/slow/1', route: { name: 'moved+slow', timeout: '60s' } });
  });

  test('are rewritten as a whole by a regular expression, and in front where one narrows a route without a path', () => {
    const { chart, service } = rewriting(RouteMatch.header('x').present(), '/v2');
    new RoutePolicy(chart, 'images', { service, match: [RouteMatch.path().regex('/.*\\.png')], timeout: Duration.seconds(1) });
    const taken = takenRoute(virtualServiceOf(chart), { path: '/logo.png', headers: { x: '1' } })!;
    expect(taken.route.rewrite).toEqual({ uriRegexRewrite: { match: '^/', rewrite: '/v2/' } });
    expect(taken.path).toBe('/v2/logo.png');
  });

  test('keep the authority that either route writes, the last one first', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other');
    const match = (path: string) => [RouteMatch.path().under(path)];
    const inner = RouteAction.toVersion(other.versions[0]);
    new ServiceRoute(chart, 'a', { service: other.service, match: match('/a'), rewrite: { authority: 'inner.example.com' }, action: inner });
    new ServiceRoute(chart, 'onwards', {
      service, match: match('/other'), rewrite: { path: '/', authority: 'outer.example.com' }, action: RouteAction.toService(other.service),
    });
    const rewrites = ['/other/a', '/other/b'].map(path => takenRoute(virtualServiceOf(chart), { path })!.route.rewrite);
    expect(rewrites).toEqual([{ uri: '/a', authority: 'inner.example.com' }, { uri: '/', authority: 'outer.example.com' }]);
  });

  test('are not rewritten for who does not forward the request', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other').service;
    new ServiceRoute(chart, 'gone', { service: other, match: [RouteMatch.path().under('/old')], action: RouteAction.respond(410) });
    new ServiceRoute(chart, 'onwards', {
      service, match: [RouteMatch.path().under('/other')], rewrite: { path: '/' }, action: RouteAction.toService(other),
    });
    expect(takenRoute(virtualServiceOf(chart), { path: '/other/old/1' })!.route).toEqual({
      name: 'gone', match: [{ uri: { exact: '/other/old' } }, { uri: { prefix: '/other/old/' } }], directResponse: { status: 410 },
    });
  });

  test('are rewritten a second time where the first rewrite leaves one path', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other');
    new ServiceRoute(chart, 'root', {
      service: other.service, match: [RouteMatch.path().under('/a')], rewrite: { path: '/' }, action: RouteAction.toVersion(other.versions[0]),
    });
    new ServiceRoute(chart, 'onwards', {
      service, match: [RouteMatch.path().exact('/x')], rewrite: { path: '/a' }, action: RouteAction.toService(other.service),
    });
    expect(takenRoute(virtualServiceOf(chart), { path: '/x' })).toMatchObject({ path: '/', route: { name: 'root' } });
  });

  test('fails for a regular expression behind a rewrite, which cannot be turned round', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other');
    new ServiceRoute(chart, 'images', {
      service: other.service, match: [RouteMatch.path().regex('/.*\\.png')], action: RouteAction.toVersion(other.versions[0]),
    });
    new ServiceRoute(chart, 'onwards', {
      service, match: [RouteMatch.path().under('/other')], rewrite: { path: '/' }, action: RouteAction.toService(other.service),
    });
    expect(() => synth(chart))
      .toThrow(/'shop\/onwards': route 'onwards': a path regex cannot be asked of a path that is rewritten on the way: use an exact path or a prefix in the service's own route/);
  });
});
