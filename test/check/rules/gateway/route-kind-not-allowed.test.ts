import { routeKindNotAllowed } from '../../../../src/check/rules/gateway/route-kind-not-allowed';
import { finder, k8sGateway, route } from '../../objects/gateways';

const find = finder(routeKindNotAllowed);
const gatewayOf = (...listeners: string[]) => k8sGateway('public', listeners);
const to = (parent = '{ name: public }', more = '', namespace = 'edge', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}]${more}`, namespace, kind);
const HTTP = '{ name: http, port: 80, protocol: HTTP }';

describe('the kind of a route', () => {
  test('is not taken by listeners of other protocols', () => {
    expect(find(to(), gatewayOf('{ name: postgres, port: 5432, protocol: TCP }'))).toEqual([
      'HTTPRoute edge/shop spec.parentRefs[0]: is of kind HTTPRoute, and of Gateway \'edge/public\' listener \'postgres\' of TCP takes \'TCPRoute\'',
    ]);
    expect(find(to(undefined, '', 'edge', 'TCPRoute'), gatewayOf(HTTP))).toEqual([expect.stringContaining('listener \'http\' of HTTP takes \'HTTPRoute\', \'GRPCRoute\'')]);
    expect(find(to(undefined, '', 'edge', 'TCPRoute'), gatewayOf('{ name: tls, protocol: TLS, tls: { mode: Passthrough } }'))).toEqual([expect.stringContaining('of TLS takes \'TLSRoute\'')]);
    expect(find(to(), gatewayOf('{ name: mesh, protocol: HBONE }'))).toEqual([expect.stringContaining('of HBONE takes none')]);
  });

  test('is not taken where the listener takes others only', () => {
    expect(find(to(undefined, '', 'edge', 'GRPCRoute'), gatewayOf('{ name: http, protocol: HTTPS, allowedRoutes: { kinds: [{ kind: HTTPRoute }] } }'))).toHaveLength(1);
    expect(find(to(), gatewayOf('{ name: http, protocol: HTTP, allowedRoutes: { kinds: [{ group: example.com, kind: HTTPRoute }] } }'))).toHaveLength(1);
    expect(find(to(), gatewayOf('{ name: http, protocol: HTTP, allowedRoutes: { kinds: [{ group: gateway.networking.k8s.io, kind: HTTPRoute }] } }'))).toEqual([]);
  });

  test('is taken by one listener of several', () => {
    expect(find(to(), gatewayOf('{ name: tcp, protocol: TCP }', HTTP))).toEqual([]);
    expect(find(to(undefined, '', 'edge', 'GRPCRoute'), gatewayOf('{ protocol: HTTPS }'))).toEqual([]);
    expect(find(to(undefined, '', 'edge', 'TCPRoute'), gatewayOf('{ protocol: TLS, tls: { mode: Terminate } }'))).toEqual([]);
    expect(find(to(undefined, '', 'edge', 'TLSRoute'), gatewayOf('{ protocol: TLS }'))).toEqual([]);
  });
});
