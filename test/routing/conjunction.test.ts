import * as fc from 'fast-check';
import { RouteMatch } from '../../src';
import { contains, describeMatch, disjoint, intersect, matchContains, matchesDisjoint } from '../../src/routing/conjunction';
import { product } from '../../src/routing/layering';
import { ALL_REQUESTS, askedBy, Asked, meetsAsked, routeMatches } from '../support/asked';

const asked = askedBy({ absent: true, from: ['one', 'two'] });
const matches = fc.array(asked, { minLength: 1, maxLength: 2 });
const conjunctions = (alternatives: readonly Asked[]) => routeMatches(alternatives).flatMap(match => match._conjunctions);
const requestsOf = (alternatives: readonly Asked[]) => ALL_REQUESTS.filter(request => meetsAsked(alternatives, request, 'mesh'));

describe('two matches', () => {
  test('contain each other only if all requests of the one are requests of the other', () => {
    fc.assert(fc.property(matches, matches, (outer, inner) => {
      fc.pre(matchContains(conjunctions(outer), conjunctions(inner)));
      expect(requestsOf(inner).filter(request => !meetsAsked(outer, request, 'mesh'))).toEqual([]);
    }), { maxSkipsPerRun: 1000 });
  });

  test('are disjoint if and only if no request is of both', () => {
    fc.assert(fc.property(matches, matches, (a, b) => {
      const common = requestsOf(a).some(request => meetsAsked(b, request, 'mesh'));
      expect(matchesDisjoint(conjunctions(a), conjunctions(b))).toBe(!common);
    }));
  });

  test('have a product of no more pairs than are needed', () => {
    fc.assert(fc.property(matches, matches, (a, b) => {
      const pairs = product(conjunctions(a), conjunctions(b));
      expect(pairs.filter(pair => pairs.some(other => other !== pair && contains(other, pair)))).toEqual([]);
    }));
  });
});

describe('conditions of one match', () => {
  const one = (match: RouteMatch) => match._conjunctions[0];

  test('hold for a workload or for a gateway, never for both', () => {
    const workload = one(RouteMatch.fromNamespace('shop'));
    const edge = one(RouteMatch._edgeHost('shop.example.com'));
    expect(disjoint(workload, edge)).toBe(true);
    expect(disjoint(edge, workload)).toBe(true);
    expect(intersect(workload, edge)).toBeUndefined();
  });

  test('fails for two cookies, which stand in one header', () => {
    const a = one(RouteMatch.cookie('a').exact('1'));
    const b = one(RouteMatch.cookie('b').exact('2'));
    expect(() => intersect(a, b)).toThrow(/two conditions on the one header that holds all cookies, here cookie 'a' exact '1' and cookie 'b' exact '2'/);
    expect(() => intersect(a, one(RouteMatch.header('Cookie').present()))).toThrow(/cookie 'a' exact '1' and header 'cookie' present/);
  });

  test('fails for conditions on one header that neither holds the other', () => {
    expect(() => intersect(one(RouteMatch.header('x').regex('a.')), one(RouteMatch.header('X').regex('.b'))))
      .toThrow("Istio cannot ask for two conditions on one property, here header 'x' regex 'a.' and header 'x' regex '.b': use exact or prefix in one of them");
  });

  test('are told in words', () => {
    expect(describeMatch([one(RouteMatch.header('x').present().and(RouteMatch.method('GET'))), one(RouteMatch.path().exact('/a'))]))
      .toBe("header 'x' present and method exact 'GET', or path exact '/a'");
    expect(describeMatch([one(RouteMatch.path().exact('/a')), one(RouteMatch.path().prefix('/'))])).toBe('every request');
  });
});
