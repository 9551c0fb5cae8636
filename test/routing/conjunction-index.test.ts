import * as fc from 'fast-check';
import { RouteMatch } from '../../src';
import { contains, disjoint } from '../../src/routing/conjunction';
import { ConjunctionIndex } from '../../src/routing/conjunction-index';
import { withoutCovered } from '../../src/routing/layering';
import { askedBy, routeMatches } from '../support/asked';

const conjunction = askedBy({ regex: true, absent: true, from: ['one', 'two'] }).map(asked => routeMatches([asked])[0]._conjunctions[0]);

describe('the index of conjunctions', () => {
  test('lets of any two that overlap at least one find the other', () => {
    fc.assert(fc.property(conjunction, conjunction, (a, b) => {
      fc.pre(!disjoint(a, b));
      const index = new ConjunctionIndex<string>();
      index.add(a, 'a');
      index.add(b, 'b');
      expect([...index.around(b)].includes('a') || [...index.around(a)].includes('b')).toBe(true);
    }));
  });

  test('lets each find what contains it', () => {
    fc.assert(fc.property(conjunction, conjunction, (outer, inner) => {
      fc.pre(contains(outer, inner));
      const index = new ConjunctionIndex<string>();
      index.add(outer, 'outer');
      expect([...index.around(inner)]).toEqual(['outer']);
    }), { maxSkipsPerRun: 1000 });
  });

  test('finds other values of a claim, of which a token may have several', () => {
    const [a, b] = ['a', 'b'].map(value => RouteMatch.claim('roles').exact(value)._conjunctions[0]);
    const index = new ConjunctionIndex<string>();
    index.add(a, 'a');
    expect([...index.around(b)]).toEqual(['a']);
  });

  test.each([
    ['exact paths', (at: number) => RouteMatch.path().exact(`/tenant/${at}`)],
    ['prefixes', (at: number) => RouteMatch.path().prefix(`/tenant-${10000 + at}/`)],
    ['values of a header', (at: number) => RouteMatch.header('tenant').exact(`${at}`)],
    ['values of a header below one path', (at: number) => RouteMatch.header('tenant').exact(`${at}`).and(RouteMatch.path().regex('/a+'))],
  ])('finds among thousands of %s those that are related, and no others', (_, matchOf) => {
    const index = new ConjunctionIndex<number>();
    const all = Array.from({ length: 5000 }, (__, at) => matchOf(at)._conjunctions[0]);
    all.forEach((one, at) => index.add(one, at));
    expect(all.map(one => [...index.around(one)])).toEqual(all.map((__, at) => [at]));
  });

  test('keeps the work of sorting out thousands of paths linear: few are compared', () => {
    const all = Array.from({ length: 5000 }, (_, at) => RouteMatch.path().under(`/tenant/${at}`)._conjunctions).flat();
    let looks = 0;
    const counted = all.map(one => new Map(one)).map(one => Object.assign(one, {
      get: (key: string) => {
        looks++;
        return Map.prototype.get.call(one, key);
      },
    }));
    expect(withoutCovered(counted)).toHaveLength(10000);
    expect(looks).toBeLessThan(10 * counted.length);
  });
});
