import { App, Chart, Duration } from 'cdk8s';
import {
  DelegatedRoutes, FrameOptions, GatewayTls, MeshGateway, MeshGatewayProps, ReferrerPolicy, RouteMatch, RoutePolicy, SecurityHeaders,
} from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

const HOST = 'a.example.com';
const tls = GatewayTls.simple('a-cert');
const DEFAULTS = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'strict-origin-when-cross-origin' };

/** The headers of each route of a host. */
function headersOf(chart: Chart, name = `edge-${HOST}`): any[] {
  return (find(synth(chart), 'VirtualService', name).spec as any).http.map((route: any) => route.headers);
}

function headers(securityHeaders: SecurityHeaders | undefined, props: Partial<MeshGatewayProps> = { tls }): any {
  const chart = shopChart();
  new MeshGateway(chart, 'edge', { hosts: [HOST], securityHeaders, ...props }).expose(withVersion(chart, 'web'));
  return headersOf(chart)[0];
}

describe('security headers', () => {
  test('are those without which browsers guess, and none unless they are asked for', () => {
    expect(headers({})).toEqual({ response: { set: DEFAULTS } });
    expect(headers(undefined)).toBeUndefined();
  });

  test('say what the props say', () => {
    expect(headers({
      strictTransportSecurity: { maxAge: Duration.days(365), includeSubDomains: true, preload: true },
      noSniff: false,
      frameOptions: FrameOptions.SAMEORIGIN,
      referrerPolicy: ReferrerPolicy.NO_REFERRER,
      contentSecurityPolicy: 'default-src \'self\'; img-src https://img.example.com/a%20b',
      permissionsPolicy: 'camera=()',
      remove: ['x-powered-by'],
    })).toEqual({
      response: {
        set: {
          'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
          'x-frame-options': 'SAMEORIGIN',
          'referrer-policy': 'no-referrer',
          // Envoy reads a lone percent sign as the beginning of a variable.
          'content-security-policy': 'default-src \'self\'; img-src https://img.example.com/a%%20b',
          'permissions-policy': 'camera=()',
        },
        remove: ['x-powered-by'],
      },
    });
    expect(headers({ strictTransportSecurity: { maxAge: Duration.minutes(5) } }).response.set['strict-transport-security']).toBe('max-age=300');
    expect(headers({ strictTransportSecurity: { maxAge: Duration.seconds(0) } }).response.set['strict-transport-security']).toBe('max-age=0');
  });

  test('stand on every route of the host, and on no other host\'s', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], tls, securityHeaders: {} });
    edge.addHosts(['b.example.com']);
    edge.expose(withVersion(chart, 'web'));
    edge.expose(withVersion(chart, 'cart'), { paths: ['/cart'], match: [RouteMatch.header('x-a').exact('b')] });
    expect(headersOf(chart)).toEqual([{ response: { set: DEFAULTS } }, { response: { set: DEFAULTS } }]);
    expect(headersOf(chart, 'edge-b.example.com')).toEqual([undefined, undefined]);
  });

  test('give way to what an exposure or the service itself says of the same header', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], tls, securityHeaders: { remove: ['x-powered-by', 'x-version'] } });
    const web = withVersion(chart, 'web');
    new RoutePolicy(chart, 'web-headers', { service: web, responseHeaders: { set: { 'Referrer-Policy': 'same-origin' } } });
    edge.expose(web, { responseHeaders: { set: { 'x-a': 'b' }, add: { 'X-Powered-By': 'us' }, remove: ['X-Frame-Options'] } });
    expect(headersOf(chart)).toEqual([{
      response: {
        set: { 'x-content-type-options': 'nosniff', 'x-a': 'b', 'Referrer-Policy': 'same-origin' },
        add: { 'X-Powered-By': 'us' },
        remove: ['x-version', 'X-Frame-Options'],
      },
    }]);
  });

  test('stand on routes that are delegated too', () => {
    const app = new App();
    const [platform, team] = ['platform', 'team'].map(namespace => new Chart(app, namespace, { namespace }));
    const edge = new MeshGateway(platform, 'edge', { hosts: [HOST], tls, securityHeaders: {} });
    edge.delegate({ virtualServiceName: 'theirs', namespace: 'others', paths: ['/others'] });
    const routes = new DelegatedRoutes(team, 'routes', { gateway: edge, paths: ['/cart'] });
    // Istio takes the gateway's headers for a route without its own alone.
    routes.expose(withVersion(team, 'cart'), { responseHeaders: { set: { 'x-a': 'b' } } });
    expect(headersOf(platform)).toEqual([{ response: { set: DEFAULTS } }, { response: { set: DEFAULTS } }]);
    expect(headersOf(team, 'routes')).toEqual([{ response: { set: { ...DEFAULTS, 'x-a': 'b' } } }]);
  });

  test('are said for what this app exposes at another\'s gateway', () => {
    const chart = shopChart();
    const attributes = { gatewayName: 'edge', namespace: 'platform', hosts: [HOST], passthroughHosts: ['b.example.com'] };
    const edge = MeshGateway.fromGatewayAttributes(chart, 'edge', { ...attributes, securityHeaders: { strictTransportSecurity: { maxAge: Duration.hours(1) } } });
    edge.expose(withVersion(chart, 'web'), { hosts: [HOST] });
    expect(headersOf(chart)).toEqual([{ response: { set: { 'strict-transport-security': 'max-age=3600', ...DEFAULTS } } }]);
  });
});

describe('security headers fail', () => {
  const fails = (securityHeaders: SecurityHeaders, props: Partial<MeshGatewayProps>, ...parts: string[]) => expectFailure(() => headers(securityHeaders, props), '[shop/edge] ', ...parts);

  test('with HTTPS alone for hosts that the gateway serves by plain HTTP', () => {
    fails({ strictTransportSecurity: { maxAge: Duration.days(1) } }, {}, 'strictTransportSecurity for \'a.example.com\', whose TLS it does not end');
  });

  test('for hosts whose answers the gateway cannot see', () => {
    fails({}, { tls: GatewayTls.passthrough() }, 'securityHeaders for \'a.example.com\', whose TLS passes through');
  });

  test('with a time that browsers do not read, and a preload that they do not take', () => {
    fails({ strictTransportSecurity: { maxAge: Duration.millis(1500) } }, { tls }, 'maxAge of 1500 ms', 'whole seconds');
    for (const given of [{ maxAge: Duration.days(365) }, { maxAge: Duration.days(364), includeSubDomains: true }]) {
      fails({ strictTransportSecurity: { ...given, preload: true } }, { tls }, 'preload', 'includeSubDomains and a maxAge of a year');
    }
  });

  test('with names and values that are no headers', () => {
    fails({ remove: ['x y'] }, { tls }, 'securityHeaders', '\'x y\'');
    fails({ permissionsPolicy: 'a\nb' }, { tls }, 'securityHeaders writes');
  });

  test('on delegated routes of hosts that differ', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: [HOST], tls, securityHeaders: {} });
    edge.addHosts(['b.example.com']);
    expectFailure(() => new DelegatedRoutes(chart, 'routes', { gateway: edge, paths: ['/cart'] }), '[shop/routes] ', '\'b.example.com\' and \'a.example.com\'', 'securityHeaders differ', 'apart');
  });
});
