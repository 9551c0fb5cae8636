import { Construct } from 'constructs';
import { MeshService, RouteAction, RouteMatch, ServiceRoute, ServiceVersion } from '../../src';
import * as conjunction from '../../src/routing/conjunction';
import { shares, takenRoute } from '../support/evaluate';
import { httpOf, shop, virtualServiceOf } from '../support/shop';
import { synth } from '../support/synth';

const path = (value: string) => RouteMatch.path().under(value);
const header = (name: string) => RouteMatch.header(name).present();

interface Some {
  readonly order?: number;
  readonly ports?: number[];
}

function routes(props?: { ports: { port: number; name: string }[] }) {
  const { chart, service, versions } = shop(props);
  const add = (id: string, match: RouteMatch[] | undefined, { order, ports }: Some = {}, version: ServiceVersion = versions[0]) =>
    new ServiceRoute(chart, id, { service, match, action: RouteAction.toVersion(version), order, ports });
  return { chart, service, versions, add, problems: () => service.node.validate() };
}

describe('routes of one service', () => {
  test('stand with the more specific match first, whatever the order in which they are made', () => {
    const { chart, add } = routes();
    add('all', undefined);
    add('store', [path('/shop')]);
    add('cart-for-testers', [path('/shop/cart').and(header('x-tester'))]);
    add('basket', [path('/shop/cart')]);
    expect(httpOf(chart).map(route => route.name)).toEqual(['cart-for-testers', 'basket', 'store', 'all']);
  });

  test('stand as they were made where they have nothing in common', () => {
    const { chart, add } = routes();
    add('b', [path('/b')]);
    add('a', [path('/a')]);
    expect(httpOf(chart).map(route => route.name)).toEqual(['b', 'a', 'cart']);
  });

  test('are put in order by `order` where they overlap in part', () => {
    const { chart, versions: [v1, v2], add } = routes();
    add('path', [path('/a')], { order: 2 }, v1);
    add('header', [header('x')], { order: 1 }, v2);
    const virtualService = virtualServiceOf(chart);
    expect(shares(takenRoute(virtualService, { path: '/a', headers: { x: '1' } })!.route)).toEqual({ v2: 100 });
    expect(shares(takenRoute(virtualService, { path: '/a' })!.route)).toEqual({ v1: 100 });
  });

  test('for different ports have nothing in common', () => {
    const { chart, versions: [v1, v2], add } = routes({ ports: [{ port: 80, name: 'http' }, { port: 81, name: 'http-81' }] });
    add('one', [path('/a')], { ports: [80] }, v1);
    add('two', [path('/a')], { ports: [81] }, v2);
    const virtualService = virtualServiceOf(chart);
    expect([80, 81].map(port => shares(takenRoute(virtualService, { path: '/a', port })!.route))).toEqual([{ v1: 100 }, { v2: 100 }]);
  });

  test('for one port go before the same for all', () => {
    const { chart, versions: [v1, v2], add } = routes({ ports: [{ port: 80, name: 'http' }, { port: 81, name: 'http-81' }] });
    add('all', [path('/a')], {}, v1);
    add('two', [path('/a')], { ports: [81] }, v2);
    const virtualService = virtualServiceOf(chart);
    expect([80, 81].map(port => shares(takenRoute(virtualService, { path: '/a', port })!.route))).toEqual([{ v1: 100 }, { v2: 100 }]);
  });

  test('fails for the same match twice, with both constructs and the match', () => {
    const { chart, add } = routes();
    add('one', [path('/a')]);
    add('two', [path('/a/')]);
    expect(() => synth(chart)).toThrow("'shop/two': claims path exact '/a', or path prefix '/a/', and so does 'shop/one': a request can go by one of them only; remove one or narrow its match");
  });

  test('fails for an overlap without an order, and orders mend it', () => {
    const { problems, add } = routes();
    add('path', [path('/a')]);
    add('header', [header('x')]);
    expect(problems()).toEqual([
      "'shop/header': takes header 'x' present and 'shop/path' takes path exact '/a', or path prefix '/a/': some requests meet both and neither is the more specific; give the one that goes first a lower order",
    ]);
    const mended = routes();
    mended.add('path', [path('/a')]);
    mended.add('header', [header('x')], { order: -1 });
    expect(mended.problems()).toEqual([]);
  });

  test('fails for a route that is never reached, with what takes its requests', () => {
    const { problems, add } = routes();
    add('all', undefined, { order: -1 });
    add('basket', [path('/cart')]);
    expect(problems()).toEqual([
      "'shop/basket': route 'basket' for path exact '/cart', or path prefix '/cart/' is never reached: 'shop/all' takes every request before it; give this one an order lower than -1, or narrow the other's match",
    ]);
  });

  test('fails for a route of which several others take all', () => {
    const { problems, add } = routes();
    add('both', [path('/a'), path('/b')]);
    add('a', [path('/a')]);
    add('b', [path('/b')]);
    expect(problems()).toHaveLength(1);
    expect(problems()[0]).toMatch(/'shop\/both': route 'both' .* is never reached: 'shop\/a' takes path exact '\/a', .* and 'shop\/b' takes .* before it/);
  });

  test('fails for what must come before and after another', () => {
    const { chart, service, problems, add } = routes();
    const owner = new Construct(chart, 'split');
    const contribute = (name: string, match: RouteMatch) => service._addDestination({
      owner, name, match: match._conjunctions, order: 0, action: { kind: 'split', destinations: [{ host: service.host, subset: 'v1' }] },
    });
    contribute('first', path('/a'));
    contribute('second', path('/a/b/c'));
    add('between', [path('/a/b')]);
    expect(problems()).toEqual([
      "'shop/split': is part of a circle in the route table, 'shop/split' and 'shop/between' each have routes that must come before the other's: give them different orders",
    ]);
  });

  test('are found to be distinct without comparing each with each', () => {
    const { service, versions: [v1], chart } = routes();
    const action = RouteAction.toVersion(v1);
    for (let at = 0; at < 1500; at++) {
      new ServiceRoute(chart, `tenant-${at}`, { service, action, match: [path(`/tenants/${at}`)] });
      new ServiceRoute(chart, `shard-${at}`, { service, action, match: [RouteMatch.header('tenant').exact(`${at}`).and(path('/shards'))] });
    }
    const compared = [jest.spyOn(conjunction, 'matchesDisjoint'), jest.spyOn(conjunction, 'contains'), jest.spyOn(conjunction, 'matchContains')];
    try {
      expect(service.node.validate()).toEqual([]);
      expect(compared.map(spy => spy.mock.calls.length).reduce((sum, calls) => sum + calls, 0)).toBeLessThan(20 * 3000);
    } finally {
      compared.forEach(spy => spy.mockRestore());
    }
  });
});

describe('routes of another construct', () => {
  test('fails for a version of another service, with the fix', () => {
    const { chart, service } = routes();
    const other = new MeshService(chart, 'other', { port: 80 });
    const version = other.addVersion('v9', { image: 'other' });
    expect(() => new ServiceRoute(chart, 'wrong', { service, action: RouteAction.toVersion(version) }))
      .toThrow("[shop/wrong] routes 'shop/cart' to version 'v9' of 'shop/other': use a version of the service itself, or RouteAction.toService");
  });
});
