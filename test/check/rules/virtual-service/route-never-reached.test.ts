import { routeNeverReached } from '../../../../src/check/rules/virtual-service/route-never-reached';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [routeNeverReached]);

describe('a route that is never reached', () => {
  test('stands behind one that takes all, or all of its conditions', () => {
    expect(find(httpService('{}, { match: [{ uri: { prefix: /a } }] }, { name: last }'))).toEqual([
      'route-never-reached: VirtualService shop/reviews spec.http[1]: has no request left for http[1]: http[0] before it takes them all',
      'route-never-reached: VirtualService shop/reviews spec.http[2]: has no request left for route \'last\': http[0] before it takes them all',
    ]);
    expect(find(httpService('{ match: [{ uri: { prefix: /a } }] }, { name: b, match: [{ uri: { prefix: /b } }] }, { match: [{ uri: { exact: /a/b } }, { uri: { prefix: /b } }] }'))).toEqual([
      'route-never-reached: VirtualService shop/reviews spec.http[2]: has no request left for http[2]: http[0], route \'b\' before it take them all',
    ]);
  });

  test('is reached behind conditions, ports and delegates', () => {
    for (const before of ['{ match: [{ uri: { prefix: /a } }] }', '{ match: [{ port: 80 }] }', '{ delegate: { name: a } }', '{ match: [{ headers: { a: {} } }] }', '{ match: [{ sourceLabels: { a: b } }] }']) {
      expect(find(httpService(`${before}, {}`))).toEqual([]);
    }
    expect(find(httpService('{ match: [{ uri: { regex: /.* } }] }, {}'))).toHaveLength(1);
    expect(find(httpService('{ match: [{ uri: { prefix: /a } }] }, { match: [{ uri: { prefix: /a/b } }, { uri: { prefix: /b } }] }'))).toEqual([]);
  });

  test('is one of TCP and TLS too', () => {
    expect(find(virtualService('tcp: [{ match: [{ port: 1 }] }, { match: [{ port: 2 }] }, { match: [{ port: 1 }] }, {}, { match: [{ port: 3 }] }]\n  tls: [{ match: [{ sniHosts: [a] }] }, { match: [{ sniHosts: [a] }] }, { match: [{ sniHosts: [b] }] }]'))
      .map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.tls[1]: has no request left for tls[1]: tls[0] before it takes them all', 'spec.tcp[2]: has no request left for tcp[2]: tcp[0] before it takes them all',
      'spec.tcp[4]: has no request left for tcp[4]: tcp[3] before it takes them all',
    ]);
  });

  test('is judged by the gateways of the VirtualService', () => {
    const routes = '{ match: [{ gateways: [mesh] }] }, { match: [{ uri: { prefix: /a } }] }';
    expect(find(httpService(routes))).toHaveLength(1);
    expect(find(httpService(routes, 'gateways: [mesh, edge/a]'))).toEqual([]);
    expect(find(virtualService(`http: [${routes}]`))).toEqual([]);
  });

  test.each(['http', 'tls', 'tcp'])('is found where there are routes of %s alone', field => {
    expect(find(virtualService(`${field}: [{}, {}]`))).toHaveLength(1);
  });
});
