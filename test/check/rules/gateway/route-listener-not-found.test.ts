import { routeListenerNotFound } from '../../../../src/check/rules/gateway/route-listener-not-found';
import { finder, k8sGateway, route } from '../../objects/gateways';

const find = finder(routeListenerNotFound);
const gatewayOf = (...listeners: string[]) => k8sGateway('public', listeners);
const to = (parent = '{ name: public }', more = '', namespace = 'edge', kind = 'HTTPRoute') => route('shop', `parentRefs: [${parent}]${more}`, namespace, kind);
const HTTP = '{ name: http, port: 80, protocol: HTTP }';

describe('the listener of a route', () => {
  test('is found missing by its name, its port or both', () => {
    expect(find(to('{ name: public, sectionName: https }'), gatewayOf(HTTP))).toEqual([
      'HTTPRoute edge/shop spec.parentRefs[0].sectionName: is for listener \'https\' of Gateway \'edge/public\', which has \'http\' at port 80',
    ]);
    expect(find(to('{ name: public, port: 443 }'), gatewayOf(HTTP, '{}'))).toEqual([
      'HTTPRoute edge/shop spec.parentRefs[0].port: is for port 443 of Gateway \'edge/public\', which has \'http\' at port 80, \'\' at port 0',
    ]);
    expect(find(to('{ name: public, sectionName: http, port: 443 }'), gatewayOf(HTTP, '{ name: https, port: 443, protocol: HTTPS }'))).toEqual([
      expect.stringContaining('is for listener \'http\' at port 443 of'),
    ]);
    expect(find(to(), gatewayOf())).toEqual([expect.stringContaining('is for a listener of Gateway \'edge/public\', which has none')]);
  });

  test('is one of its Gateway', () => {
    expect(find(to(), to('{ name: public, sectionName: http }'), to('{ name: public, port: 80 }'), to('{ name: public, sectionName: http, port: 80 }'), gatewayOf(HTTP))).toEqual([]);
  });

  test('is not said of Gateways that are not there, nor of other parents', () => {
    expect(find(to('{ name: other, sectionName: https }'), to('{ kind: ListenerSet, name: public, sectionName: https }'), gatewayOf(HTTP))).toEqual([]);
  });
});
