import { MeshGateway, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { takenRoute } from '../support/evaluate';
import { addService, httpOf, shop, virtualServiceOf } from '../support/shop';

/** What a match looks like in the mesh. */
function written(...match: RouteMatch[]) {
  const { chart, service, versions: [, v2] } = shop();
  new ServiceRoute(chart, 'route', { service, match, action: RouteAction.toVersion(v2) });
  return httpOf(chart)[0].match;
}

describe('a match', () => {
  test.each<[string, RouteMatch, object[] | undefined]>([
    ['an exact path', RouteMatch.path().exact('/a'), [{ uri: { exact: '/a' } }]],
    ['a prefix', RouteMatch.path().prefix('/a'), [{ uri: { prefix: '/a' } }]],
    ['a path and all below', RouteMatch.path().under('/a/'), [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }]],
    ['a regular expression of the path', RouteMatch.path().regex('/[0-9]+'), [{ uri: { regex: '/[0-9]+' } }]],
    ['the root and all below', RouteMatch.path().under('/'), undefined],
    ['the prefix of all paths', RouteMatch.path().prefix('/'), undefined],
    ['the regular expression of all paths', RouteMatch.path().regex('.*'), undefined],
    ['a header', RouteMatch.header('X-User').exact('a'), [{ headers: { 'x-user': { exact: 'a' } } }]],
    ['the beginning of a header', RouteMatch.header('x').prefix('a'), [{ headers: { x: { prefix: 'a' } } }]],
    ['a header, whatever its value', RouteMatch.header('x').present(), [{ headers: { x: {} } }]],
    ['no header', RouteMatch.header('x').absent(), [{ withoutHeaders: { x: {} } }]],
    ['a query parameter', RouteMatch.query('q').exact('1'), [{ queryParams: { q: { exact: '1' } } }]],
    ['a query parameter by expression', RouteMatch.query('q').regex('[0-9]'), [{ queryParams: { q: { regex: '[0-9]' } } }]],
    ['methods', RouteMatch.method('GET', 'HEAD'), [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }]],
    ['a scheme', RouteMatch.scheme('https'), [{ scheme: { exact: 'https' } }]],
    ['the host that the client named', RouteMatch.authority().prefix('api.'), [{ authority: { prefix: 'api.' } }]],
    ['the caller\'s namespace', RouteMatch.fromNamespace('audit'), [{ sourceNamespace: 'audit' }]],
  ])('asks for %s', (_, match, expected) => {
    expect(written(match)).toEqual(expected);
  });

  test('asks for a calling service or version by labels and namespace', () => {
    const { chart, service, versions: [, v2] } = shop();
    const caller = addService(chart, 'reports');
    const from = (id: string, match: RouteMatch) => new ServiceRoute(chart, id, { service, match: [match], action: RouteAction.toVersion(v2) });
    from('a', RouteMatch.from(caller.service));
    from('b', RouteMatch.from(caller.versions[0]));
    expect(httpOf(chart).map(route => route.match)).toEqual([
      [{ sourceLabels: { app: 'reports', version: 'v1' }, sourceNamespace: 'shop' }],
      [{ sourceLabels: { app: 'reports' }, sourceNamespace: 'shop' }],
      undefined,
    ]);
  });

  test('joins conditions, of which all must hold', () => {
    const match = RouteMatch.method('GET', 'HEAD').and(RouteMatch.path().under('/a'), RouteMatch.header('x').present(), RouteMatch.query('q').exact('1'));
    const rest = { headers: { x: {} }, queryParams: { q: { exact: '1' } } };
    expect(written(match)).toEqual(['GET', 'HEAD'].flatMap(method => [
      { method: { exact: method }, uri: { exact: '/a' }, ...rest },
      { method: { exact: method }, uri: { prefix: '/a/' }, ...rest },
    ]));
  });

  test('joins two conditions of one property where one holds the other', () => {
    expect(written(RouteMatch.path().prefix('/a').and(RouteMatch.path().exact('/a/b')))).toEqual([{ uri: { exact: '/a/b' } }]);
  });

  test.each<[string, RouteMatch, { [cookie: string]: boolean }]>([
    ['by value', RouteMatch.cookie('side.v').exact('a.b'), {
      'side.v=a.b': true, 'x=1; side.v=a.b': true, 'side.v=a.b; x=1': true, 'side.v=a.b;x=1': true, 'side.v=axb': false, 'myside.v=a.b': false, 'side.v=a.bc': false,
    }],
    ['by its beginning', RouteMatch.cookie('s').prefix('a'), { 's=abc; x=1': true, 's=ba': false, 's=; x=a': false }],
    ['by expression', RouteMatch.cookie('s').regex('a|b'), { 's=a': true, 'x=1; s=b': true, 's=ab': false }],
  ])('finds a cookie among others %s', (_, match, headers) => {
    const { chart, service, versions: [, v2] } = shop();
    new ServiceRoute(chart, 'route', { service, match: [match], action: RouteAction.toVersion(v2) });
    const virtualService = virtualServiceOf(chart);
    const found = Object.keys(headers).map(cookie => [cookie, takenRoute(virtualService, { path: '/', headers: { cookie } })!.route.name === 'route']);
    expect(Object.fromEntries(found)).toEqual(headers);
  });

  test.each<[string, RouteMatch, string]>([
    ['a path without slash', RouteMatch.path().exact('a'), "path 'a' does not begin with '/': every request's path does"],
    ['a prefix without slash', RouteMatch.path().prefix(''), "path '' does not begin with '/'"],
    ['a path to be under without slash', RouteMatch.path().under('a'), "path 'a' does not begin with '/'"],
    ['lookahead', RouteMatch.path().regex('/a(?!b)'), "the regular expression '/a(?!b)' is not RE2 syntax"],
    ['a backreference', RouteMatch.header('x').regex('(a)\\1'), "the regular expression '(a)\\1' is not RE2 syntax"],
    ['too long an expression', RouteMatch.path().regex(`/${'a'.repeat(1024)}`), 'the regular expression has 1025 bytes, Istio takes at most 1024: match a prefix or fewer alternatives'],
    ['an expression of too many bytes', RouteMatch.path().regex(`/${'é'.repeat(512)}`), 'the regular expression has 1025 bytes'],
    ['a cookie that is too long for an expression', RouteMatch.cookie('s').exact('a'.repeat(1010)), 'the regular expression has 1028 bytes'],
    ['an empty expression', RouteMatch.query('q').regex(''), 'the regular expression is empty: use exact, prefix or present instead'],
    ['an empty text', RouteMatch.header('x').exact(''), 'a match of header:x asks for an empty text, which Istio ignores: give a text, or use present'],
    ['a header name that is none', RouteMatch.header('x y').present(), "header name 'x y' is not valid"],
    ['a cookie name that is none', RouteMatch.cookie('').exact('1'), "cookie name '' is not valid"],
    ['a query parameter without name', RouteMatch.query('').exact('1'), 'a query match names no parameter: give its name'],
    ['no method', RouteMatch.method(), 'a method match names no method: give at least one'],
    ['an unknown method', RouteMatch.method('GET', 'get'), "method 'get' does not exist: use GET, HEAD, POST"],
    ['an unknown scheme', RouteMatch.scheme('tcp'), "scheme 'tcp' is not known: use 'http' or 'https'"],
    ['a namespace that is none', RouteMatch.fromNamespace('Audit'), "namespace 'Audit' is no name of a namespace"],
    ['conditions that exclude each other', RouteMatch.path().exact('/a').and(RouteMatch.path().exact('/b')), 'a match asks for conditions that exclude each other, so no request can meet it: remove one of them'],
    ['two expressions for one property', RouteMatch.path().regex('/a.*').and(RouteMatch.path().regex('.*b')), 'Istio cannot ask for two conditions on one property, here path regex \'/a.*\' and path regex \'.*b\''],
    ['two cookies', RouteMatch.cookie('a').exact('1').and(RouteMatch.cookie('b').exact('2')), 'Istio cannot ask for two conditions on the one header that holds all cookies'],
    ['a claim without a name', RouteMatch.claim().present(), 'a claim has no name: give it, or the names from the outermost claim on'],
    ['a claim whose name is empty', RouteMatch.claim('realm', '').absent(), "claim name '' is not allowed"],
    ['a claim with brackets', RouteMatch.claim('roles[0]').exact('a'), "claim name 'roles[0]' is not allowed: Istio sets names of claims in brackets"],
    ['a claim of an empty text', RouteMatch.claim('role').exact(''), 'a match of claim:[role] asks for an empty text'],
    ['a claim of an expression that is none', RouteMatch.claim('role').regex('(?=a)'), "the regular expression '(?=a)' is not RE2 syntax"],
    ['a claim and a calling workload', RouteMatch.claim('role').present().and(RouteMatch.fromNamespace('audit')), 'a match asks for the calling workload and for a claim, which gateways alone know'],
    ['a bad part', RouteMatch.method('GET').and(RouteMatch.path().exact('a')), "path 'a' does not begin with '/'"],
  ])('fails for %s', (_, match, message) => {
    expect(() => written(RouteMatch.header('ok').present(), match)).toThrow(`[shop/route] ${message}`);
  });

  test('fails for a calling workload and a gateway in one', () => {
    const { chart, service } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    const message = '[shop/x] a match asks for the calling workload and for a gateway, which Istio cannot do in one: make two matches of it';
    const both = [RouteMatch.from(service).and(RouteMatch.throughGateway(edge)), RouteMatch.throughGateway(edge).and(RouteMatch.from(service))];
    both.forEach(match => {
      expect(() => new ServiceRoute(chart, 'x', { service, match: [match], action: RouteAction.respond(200) })).toThrow(message);
      chart.node.tryRemoveChild('x');
    });
  });
});
