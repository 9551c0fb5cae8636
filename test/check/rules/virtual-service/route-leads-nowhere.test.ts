import { routeLeadsNowhere } from '../../../../src/check/rules/virtual-service/route-leads-nowhere';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [routeLeadsNowhere]);

describe('a route that leads nowhere', () => {
  test('is found for each protocol', () => {
    expect(find(virtualService('http: [{ match: [] }, { route: [] }]\n  tls: [{}]\n  tcp: [{ route: [{}] }, {}]'))).toEqual([
      'route-leads-nowhere: VirtualService shop/reviews spec.http[0]: has a route without destinations, redirect, directResponse or delegate, which is refused',
      expect.stringContaining(' spec.http[1]: '),
      'route-leads-nowhere: VirtualService shop/reviews spec.tls[0]: has a route without destinations, which is refused',
      expect.stringContaining(' spec.tcp[1]: '),
    ]);
    expect(find(httpService('{ route: [{}] }, { redirect: {} }, { directResponse: {} }, { delegate: {} }'))).toEqual([]);
  });
});
