import { Duration } from 'cdk8s';
import { DelegatedRoutes, MeshGateway, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../src';
import { expectFailure } from '../service/fixtures';
import { shares, takenRoute } from '../support/evaluate';
import { addService, httpOf, shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => stderr.mockRestore());

function shop() {
  const chart = shopChart();
  const { service, versions } = addService(chart, 'cart');
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  edge.expose(service);
  const to = (id: string, match: RouteMatch, version = versions[1], order?: number) =>
    new ServiceRoute(chart, id, { service, match: [match], action: RouteAction.toVersion(version), order });
  return { chart, service, versions, edge, to, through: RouteMatch.throughGateway(edge) };
}

const EDGE = 'edge-shop.example.com';

describe('a route by a claim', () => {
  test.each<[string, RouteMatch, object]>([
    ['a text', RouteMatch.claim('group').exact('beta'), { headers: { '@request.auth.claims[group]': { exact: 'beta' } } }],
    ['the beginning of a text', RouteMatch.claim('email').prefix('ann@'), { headers: { '@request.auth.claims[email]': { prefix: 'ann@' } } }],
    ['an expression', RouteMatch.claim('tenant').regex('[ab].*'), { headers: { '@request.auth.claims[tenant]': { regex: '[ab].*' } } }],
    ['any text', RouteMatch.claim('sub').present(), { headers: { '@request.auth.claims[sub]': { regex: '.+' } } }],
    ['no text', RouteMatch.claim('sub').absent(), { withoutHeaders: { '@request.auth.claims[sub]': { regex: '.+' } } }],
    ['a claim within another', RouteMatch.claim('realm_access', 'roles').exact('admin'), { headers: { '@request.auth.claims[realm_access][roles]': { exact: 'admin' } } }],
    ['a claim named by a URL', RouteMatch.claim('https://example.com/Roles').exact('a'), { headers: { '@request.auth.claims[https://example.com/Roles]': { exact: 'a' } } }],
  ])('asks for %s', (_, match, written) => {
    const { chart, to, through } = shop();
    to('beta', match.and(through));
    expect(httpOf(chart, EDGE)[0].match).toEqual([written]);
  });

  test('of a service holds at the gateway that it names, and leaves the mesh alone', () => {
    const { chart, to, through } = shop();
    to('beta', RouteMatch.claim('group').exact('beta').and(through, RouteMatch.path().under('/new')));
    expect(httpOf(chart)).toHaveLength(1);
    const atEdge = find(synth(chart), 'VirtualService', EDGE);
    const version = (path: string, claims?: object) => shares(takenRoute(atEdge, { path, claims, headers: { '@request.auth.claims[group]': 'beta' } })!.route);
    expect([version('/new/a', { group: 'beta' }), version('/new', { group: ['alpha', 'beta'] })]).toEqual([{ v2: 100 }, { v2: 100 }]);
    expect([version('/new', { group: 'alpha' }), version('/new'), version('/', { group: 'beta' })]).toEqual([{ v1: 100 }, { v1: 100 }, { v1: 100 }]);
  });

  test('of an exposure needs no gateway named', () => {
    const { chart, edge } = shop();
    const { service: staff } = addService(chart, 'staff', ['v1']);
    edge.expose(staff, { match: [RouteMatch.claim('group').exact('staff')] });
    expect(httpOf(chart, EDGE).map(({ name, match }) => [name, match])).toEqual([
      ['staff', [{ headers: { '@request.auth.claims[group]': { exact: 'staff' } } }]],
      ['cart', undefined],
    ]);
  });

  test('may carry a policy', () => {
    const { chart, service, through } = shop();
    new RoutePolicy(chart, 'patience', { service, match: [RouteMatch.claim('plan').exact('paid').and(through)], timeout: Duration.seconds(30) });
    expect(httpOf(chart, EDGE).map(({ match, timeout }) => [match, timeout])).toEqual([[[{ headers: { '@request.auth.claims[plan]': { exact: 'paid' } } }], '30s'], [undefined, undefined]]);
    expect(httpOf(chart)).toHaveLength(1);
  });

  test('for any text comes behind one for a certain text', () => {
    const { chart, versions: [v1, v2], to, through } = shop();
    to('known', RouteMatch.claim('group').present().and(through), v1);
    to('beta', RouteMatch.claim('group').exact('beta').and(through), v2);
    expect(httpOf(chart, EDGE).map(({ name }) => name)).toEqual(['beta', 'known', 'cart']);
  });

  test('fails beside one for another text of the claim, since a token may have both, until one goes first', () => {
    const { chart, versions: [v1, v2], to, through } = shop();
    to('beta', RouteMatch.claim('group').exact('beta').and(through), v2);
    to('staff', RouteMatch.claim('group').exact('staff').and(through), v1);
    expectFailure(() => synth(chart), "'shop/staff'", "claim '[group]' exact 'staff'", 'some requests meet both and neither is the more specific; give the one that goes first a lower order');
    chart.node.tryRemoveChild('staff');
    const ordered = shop();
    ordered.to('beta', RouteMatch.claim('group').exact('beta').and(ordered.through), ordered.versions[1]);
    ordered.to('staff', RouteMatch.claim('group').exact('staff').and(ordered.through), ordered.versions[0], -1);
    expect(httpOf(ordered.chart, EDGE).map(({ name }) => name)).toEqual(['staff', 'beta', 'cart']);
  });

  test('fails for two texts of one claim in one match, which Istio cannot ask for', () => {
    const { to } = shop();
    expectFailure(() => to('both', RouteMatch.claim('group').exact('a').and(RouteMatch.claim('group').exact('b'))), 'Istio cannot ask for two conditions on one property', "claim '[group]' exact 'a'");
  });

  test('fails in a route of the mesh, where proxies know no token yet', () => {
    const { chart, to } = shop();
    to('beta', RouteMatch.claim('group').exact('beta'));
    expectFailure(() => synth(chart), "[shop/cart] 'shop/beta': asks for claim '[group]' exact 'beta' of the token, and proxies beside services choose the route before they know the token: join the match with RouteMatch.throughGateway(...), or give it to the gateway's expose");
  });

  test('fails in a policy of the mesh, and where one of several matches is for the mesh', () => {
    const { chart, service, through } = shop();
    const match = [RouteMatch.claim('plan').exact('paid').and(through), RouteMatch.header('x').present().and(RouteMatch.claim('plan').absent())];
    new RoutePolicy(chart, 'patience', { service, match, timeout: Duration.seconds(30) });
    expectFailure(() => synth(chart), "'shop/patience': asks for claim '[plan]' absent of the token");
  });

  test('fails in the table of a service to which another leads', () => {
    const { chart, service, versions: [, v2] } = shop();
    const { service: front } = addService(chart, 'front', ['v1']);
    new ServiceRoute(chart, 'beta', { service, match: [RouteMatch.claim('group').exact('beta')], action: RouteAction.toVersion(v2) });
    new ServiceRoute(chart, 'on', { service: front, match: [RouteMatch.path().under('/cart')], action: RouteAction.toService(service) });
    expectFailure(() => synth(chart), '[shop/front]', "'shop/beta': asks for claim '[group]'");
  });

  test('fails in delegated routes, where Istio refuses it', () => {
    const { chart, edge } = shop();
    const { service: staff } = addService(chart, 'staff', ['v1']);
    const routes = new DelegatedRoutes(chart, 'staff-routes', { gateway: edge, paths: ['/staff'] });
    routes.expose(staff, { match: [RouteMatch.claim('group').exact('staff')] });
    expectFailure(() => synth(chart), "asks for claim '[group]' exact 'staff' of the token in routes that a gateway delegates, where Istio refuses it: expose the service at the gateway itself");
  });
});
