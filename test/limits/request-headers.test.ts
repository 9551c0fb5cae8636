import fc from 'fast-check';
import { counts, LIMIT, SeenRequest } from './fixtures';
import { RouteMatch } from '../../src';
import { matchesWhole } from '../../src/core/regex';
import { hostHeaders } from '../../src/limits/request-headers';

const { path, header, cookie, query, method, authority } = RouteMatch;

/** How often a request counts. */
const times = (match: RouteMatch[], ...requests: SeenRequest[]) => counts([{ ...LIMIT, match }], ...requests).map(seen => seen.length);
const paths = (...list: string[]) => list.map(one => ({ path: one }));
const headers = (...list: { [name: string]: string }[]) => list.map(one => ({ headers: one }));

test.each<[string, RouteMatch[], SeenRequest[], number[]]>([
  ['a path, with a query or without', [path().exact('/a.b')], paths('/a.b', '/a.b?x=/c', '/a.b/c', '/aXb', '/'), [1, 1, 0, 0, 0]],
  ['a prefix', [path().prefix('/a')], paths('/a', '/ab?x', '/b'), [1, 1, 0]],
  ['a path and what is below it, once', [path().under('/a/')], paths('/a', '/a?x', '/a/', '/a/b?x', '/ab'), [1, 1, 1, 1, 0]],
  ['a path by regular expression', [path().regex('/a/[0-9]+')], paths('/a/1', '/a/22?x', '/a/', '/a/1/b'), [1, 1, 0, 0]],
  ['every path', [path().under('/')], paths('/', '/a?x'), [1, 1]],
  ['methods', [method('GET', 'PUT')], [{ method: 'GET' }, { method: 'PUT' }, { method: 'POST' }], [1, 1, 0]],
  ['a header by its text', [header('X-User').exact('a')], headers({ 'x-user': 'a' }, { 'x-user': 'ab' }, {}), [1, 0, 0]],
  ['a header by its beginning', [header('x-user').prefix('a')], headers({ 'x-user': 'ab' }, { 'x-user': 'b' }), [1, 0]],
  ['a header by regular expression', [header('x-user').regex('a+')], headers({ 'x-user': 'aa' }, { 'x-user': 'aab' }), [1, 0]],
  ['a header that is there', [header('x-user').present()], headers({ 'x-user': '' }, {}), [1, 0]],
  ['a header that is not', [header('x-user').absent()], headers({ 'x-user': 'a' }, {}), [0, 1]],
  ['a cookie', [cookie('user').exact('a')], headers({ cookie: 'x=1; user=a' }, { cookie: 'user=ab' }, {}), [1, 0, 0]],
  ['a query parameter', [query('page').exact('1')], paths('/a?page=1', '/a?x=2&page=1&y', '/a?page=12', '/a?mypage=1', '/page=1'), [1, 1, 0, 0, 0]],
  ['a query parameter by regular expression', [query('page').regex('[0-9]|x')], paths('/?page=1', '/?page=x&y=1', '/?page=y'), [1, 1, 0]],
  ['the host', [authority().exact('shop')], [{ host: 'shop' }, { host: 'other' }], [1, 0]],
  ['several at once', [path().under('/a').and(method('POST')), path().under('/b')], [{ path: '/a/x', method: 'POST' }, { path: '/a/x' }, { path: '/b' }], [1, 0, 1]],
])('%s', (_what, match, requests, expected) => {
  expect(times(match, ...requests)).toEqual(expected);
});

test('a path and what is below it counts whatever the query, and nothing beside it', () => {
  const segment = fc.stringMatching(/^[a-z.+]{1,4}$/);
  fc.assert(fc.property(segment, fc.array(segment, { maxLength: 2 }), fc.option(fc.stringMatching(/^[a-z=&?/]{0,6}$/)), (base, below, asked) => {
    const request = { path: `/${[base, ...below].join('/')}${asked === null ? '' : `?${asked}`}` };
    expect(times([path().under(`/${base}`)], request)).toEqual([1]);
    expect(times([path().under(`/${base}x`)], request)).toEqual([0]);
  }), { numRuns: 20 });
});

test.each<[string[], string[], string[]]>([
  [['shop.example.com'], ['shop.example.com', 'Shop.Example.com', 'shop.example.com:443'], ['shopxexample.com', 'a.shop.example.com', 'shop.example.com:']],
  [['*.example.com'], ['a.example.com', 'a.b.example.com:80'], ['example.com', '.example.com', 'a.example.org']],
  [['a.example.com', 'b.example.com'], ['a.example.com', 'b.example.com:80'], ['c.example.com']],
])('hosts %j are told as clients write them', (hosts, taken, refused) => {
  const [{ string_match: { safe_regex: { regex } } }] = hostHeaders(hosts) as any;
  expect(taken.filter(host => !matchesWhole(regex, host))).toEqual([]);
  expect(refused.filter(host => matchesWhole(regex, host))).toEqual([]);
});

test('all hosts ask for nothing', () => {
  expect(hostHeaders(['a.example.com', '*'])).toEqual([]);
});
