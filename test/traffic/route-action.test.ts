import { Duration } from 'cdk8s';
import { CorsPolicy, RedirectProps, RouteAction, RouteMatch, RoutePolicy, ServiceRoute, ServiceRouteProps } from '../../src';
import { addService, httpOf, shop } from '../support/shop';

function written(action: RouteAction, props: Partial<ServiceRouteProps> = {}) {
  const { chart, service } = shop();
  new ServiceRoute(chart, 'route', { service, match: [RouteMatch.path().exact('/a')], action, ...props });
  const { name, match, ...rest } = httpOf(chart)[0];
  return rest;
}

describe('the action of a route', () => {
  test('splits over versions by weights that add up', () => {
    const { chart, service, versions: [v1, v2] } = shop();
    new ServiceRoute(chart, 'split', { service, action: RouteAction.split({ version: v2, weight: 1 }, { version: v1, weight: 99 }) });
    expect(httpOf(chart)).toEqual([{
      name: 'split',
      route: [
        { destination: { host: 'cart.shop.svc.cluster.local', subset: 'v2' }, weight: 1 },
        { destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' }, weight: 99 },
      ],
    }]);
  });

  test('redirects', () => {
    expect(written(RouteAction.redirect({ path: '/new', authority: 'new.example.com', scheme: 'https', port: 8443, code: 308 })))
      .toEqual({ redirect: { uri: '/new', authority: 'new.example.com', scheme: 'https', port: 8443, redirectCode: 308 } });
    expect(written(RouteAction.redirect({ path: '/new' }))).toEqual({ redirect: { uri: '/new' } });
  });

  test('answers', () => {
    expect(written(RouteAction.respond(503, 'closed'))).toEqual({ directResponse: { status: 503, body: { string: 'closed' } } });
    expect(written(RouteAction.respond(204))).toEqual({ directResponse: { status: 204 } });
  });

  test('stands beside CORS and header changes of the route', () => {
    const cors: CorsPolicy = { allowOrigins: ['https://a.example.com'] };
    expect(written(RouteAction.respond(200), { cors, responseHeaders: { set: { 'x-from': 'proxy' } } })).toEqual({
      directResponse: { status: 200 },
      corsPolicy: { allowOrigins: [{ exact: 'https://a.example.com' }] },
      headers: { response: { set: { 'x-from': 'proxy' } } },
    });
  });

  test.each<[string, RedirectProps, string]>([
    ['nothing', {}, 'redirect says nothing: give path, authority, scheme or port'],
    ['a path without slash', { path: 'new' }, "redirect.path 'new' does not begin with '/': every request's path does"],
    ['a scheme that is none', { scheme: 'ftp' }, "redirect.scheme 'ftp' is not known: use 'http' or 'https'"],
    ['a code that is none', { path: '/', code: 304 }, 'redirect.code 304 is no redirect: use 301, 302, 303, 307 or 308'],
    ['a port that is none', { port: 0 }, 'redirect.port 0 is not a port: use a whole number from 1 to 65535'],
  ])('fails for a redirect to %s', (_, props, message) => {
    expect(() => written(RouteAction.redirect(props))).toThrow(`[shop/route] ${message}`);
  });

  test.each([199, 600, 200.5])('fails for an answer with status %d', status => {
    expect(() => written(RouteAction.respond(status))).toThrow(`[shop/route] status ${status} is not that of an answer`);
  });

  test('fails for an answer that is too long', () => {
    expect(() => written(RouteAction.respond(200, 'x'.repeat(1024 * 1024 + 1)))).toThrow('[shop/route] responds with a body of 1048577 bytes, Istio takes at most 1048576');
  });

  test.each([
    ['redirect', RouteAction.redirect({ path: '/' })],
    ['respond', RouteAction.respond(200)],
  ])('fails for a rewrite of what does not go on: %s', (kind, action) => {
    expect(() => written(action, { rewrite: { path: '/b' }, timeout: Duration.seconds(1) }))
      .toThrow(`[shop/route] has rewrite, timeout, and its action is to ${kind}: these are for requests that go to a service; leave one of them out`);
  });

  test('fails for weights that do not add up, with the shares', () => {
    const { chart, service, versions: [v1, v2] } = shop();
    const route = (id: string, ...shares: [number, number]) =>
      new ServiceRoute(chart, id, { service, action: RouteAction.split({ version: v1, weight: shares[0] }, { version: v2, weight: shares[1] }) });
    expect(() => route('a', 60, 60)).toThrow('[shop/a] splits v1 60, v2 60, in all 120: the shares of a split must add up to 100');
    expect(() => route('b', 120, -20)).toThrow('[shop/b] weight of v1 120 is not a share in percent');
    expect(() => new ServiceRoute(chart, 'c', { service, action: RouteAction.split({ version: v1, weight: 50 }, { version: v1, weight: 50 }) }))
      .toThrow("[shop/c] splits over version 'v1' twice: give each version one share");
  });

  test('fails for a version of another service', () => {
    const { chart, service, versions: [v1] } = shop();
    const other = addService(chart, 'other').versions[1];
    const split = RouteAction.split({ version: v1, weight: 50 }, { version: other, weight: 50 });
    expect(() => new ServiceRoute(chart, 'x', { service, action: split })).toThrow("[shop/x] routes 'shop/cart' to version 'v2' of 'shop/other'");
  });

  test('fails for a service that leads to itself, or has no such HTTP port', () => {
    const { chart, service } = shop();
    const other = addService(chart, 'other').service;
    expect(() => new ServiceRoute(chart, 'x', { service, action: RouteAction.toService(service) }))
      .toThrow("[shop/x] routes 'shop/cart' to itself: use toVersion or split");
    expect(() => new ServiceRoute(chart, 'y', { service, action: RouteAction.toService(other, 81) }))
      .toThrow("[shop/y] needs an HTTP port 81 of 'shop/other', which has 80 (http): name one that speaks HTTP, HTTP2, GRPC or GRPC_WEB");
  });

  test('fails for a policy that says nothing', () => {
    const { chart, service } = shop();
    expect(() => new RoutePolicy(chart, 'x', { service })).toThrow('[shop/x] says nothing: give timeout, retries, requestHeaders, responseHeaders or cors');
  });
});
