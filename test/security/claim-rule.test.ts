import { ClaimRule } from '../../src';
import { lacksClaim, operationOf } from '../../src/security/claim-rule';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';

const rule = (props: Partial<ClaimRule> = {}): ClaimRule => ({ claim: ['role'], values: ['admin'], ...props });
const when = (props: Partial<ClaimRule>) => lacksClaim(shopChart(), rule(props));
const operation = (props: Partial<ClaimRule>, publicPaths?: string[], preflight = false) =>
  JSON.parse(JSON.stringify(operationOf(shopChart(), rule(props), publicPaths, preflight)));

describe('a rule of claims', () => {
  test('denies what the token does not say', () => {
    expect(when({})).toEqual({ key: 'request.auth.claims[role]', notValues: ['admin'] });
    expect(when({ claim: ['realm_access', 'roles'], values: ['a', 'team-*', '*-admin', '*'] }))
      .toEqual({ key: 'request.auth.claims[realm_access][roles]', notValues: ['a', 'team-*', '*-admin', '*'] });
  });

  test('is about all requests but those that need no token', () => {
    expect(operation({})).toEqual({});
    expect(operation({}, ['/health'], true)).toEqual({ notPaths: ['/health'], notMethods: ['OPTIONS'] });
    expect(operation({ methods: ['POST'] }, ['/health'], true)).toEqual({ notPaths: ['/health'], methods: ['POST'] });
  });

  test('is about all methods but some', () => {
    expect(operation({ notMethods: ['GET', 'HEAD'] })).toEqual({ notMethods: ['GET', 'HEAD'] });
    expect(operation({ notMethods: ['GET', 'OPTIONS'] }, undefined, true)).toEqual({ notMethods: ['GET', 'OPTIONS'] });
    expect(operation({ notMethods: ['GET'] }, undefined, true)).toEqual({ notMethods: ['GET', 'OPTIONS'] });
  });

  test('is about the paths that it names, be they public or not', () => {
    expect(operation({ paths: ['/docs/internal/*'] }, ['/docs/*'], true)).toEqual({ paths: ['/docs/internal/*'], notMethods: ['OPTIONS'] });
  });

  test.each<[string, Partial<ClaimRule>, string]>([
    ['no claim', { claim: [] }, 'a claim has no name'],
    ['a claim with brackets', { claim: ['a]'] }, "claim name 'a]' is not allowed"],
    ['no value', { values: [] }, "requires claim 'role' and names no value"],
    ['an empty value', { values: [''] }, "requires claim 'role' to be ''"],
    ['a wildcard within', { values: ['a*b'] }, "requires claim 'role' to be 'a*b', which Istio takes letter for letter"],
    ['wildcards at both ends', { values: ['*a*'] }, "requires claim 'role' to be '*a*'"],
  ])('fails for %s', (_, props, message) => {
    expectFailure(() => when(props), `[shop] ${message}`);
  });

  test.each<[string, Partial<ClaimRule>, string]>([
    ['no path', { paths: [] }, 'requires a claim of requests with an empty list of paths'],
    ['no method', { methods: [] }, 'requires a claim of requests with an empty list of methods'],
    ['a path that is none', { paths: ['admin'] }, "path 'admin' begins with neither"],
    ['an unknown method', { methods: ['get'] }, "requires a claim of method 'get', which does not exist"],
    ['an unknown method that is left out', { notMethods: ['Get'] }, "requires a claim of method 'Get', which does not exist"],
    ['methods and others', { methods: ['POST'], notMethods: ['GET'] }, 'requires a claim of methods POST and of all but GET'],
    ['a method that passes without a token', { methods: ['OPTIONS'] }, 'requires a claim of OPTIONS requests and lets these pass for CORS'],
  ])('fails for %s', (_, props, message) => {
    expectFailure(() => operation(props, undefined, true), `[shop] ${message}`);
  });
});
