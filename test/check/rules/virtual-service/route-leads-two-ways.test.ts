import { routeLeadsTwoWays } from '../../../../src/check/rules/virtual-service/route-leads-two-ways';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [routeLeadsTwoWays]);

describe('a route that leads two ways', () => {
  test('is found for each pair', () => {
    expect(find(httpService('{ route: [{}], redirect: {} }, { route: [{}], directResponse: {} }, { redirect: {}, directResponse: {} }, { delegate: {}, route: [{}] }, { delegate: {}, redirect: {} }'))
      .map(text => text.split(': ').slice(1).join(': '))).toEqual([
      'VirtualService shop/reviews spec.http[0].redirect: has a route with redirect and route, which is refused',
      'VirtualService shop/reviews spec.http[1].directResponse: has a route with directResponse and route, which is refused',
      'VirtualService shop/reviews spec.http[2].redirect: has a route with redirect and directResponse, which is refused',
      'VirtualService shop/reviews spec.http[3].delegate: has a route with delegate and route, which is refused',
      'VirtualService shop/reviews spec.http[4].delegate: has a route with delegate and redirect, which is refused',
    ]);
    expect(find(httpService('{ delegate: {}, directResponse: {} }'))).toEqual([expect.stringMatching(/delegate and directResponse, of which one holds$/)]);
    expect(find(httpService('{ route: [{}] }, { redirect: {} }, { redirect: {}, route: [] }, { directResponse: {} }, { delegate: {} }, {}'))).toEqual([]);
  });

  test.each(['delegate', 'redirect', 'directResponse'])('is found where %s is the only one beside a route', field => {
    expect(find(httpService(`{ route: [{}], ${field}: {} }`))).toHaveLength(1);
  });
});
