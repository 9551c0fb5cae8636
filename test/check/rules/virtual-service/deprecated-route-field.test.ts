import { deprecatedRouteField } from '../../../../src/check/rules/virtual-service/deprecated-route-field';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [deprecatedRouteField]);

describe('a field of a route that has another name today', () => {
  test('is found', () => {
    expect(find(httpService('{ fault: { delay: { percent: 1 } } }, { mirror: {}, mirrorPercent: 0 }, { mirror: {}, mirror_percent: 5 }'))).toEqual([
      'deprecated-route-field: VirtualService shop/reviews spec.http[0].fault.delay.percent: uses \'percent\', which is deprecated',
      'deprecated-route-field: VirtualService shop/reviews spec.http[1].mirrorPercent: uses \'mirrorPercent\', which is deprecated',
      'deprecated-route-field: VirtualService shop/reviews spec.http[2].mirror_percent: uses \'mirror_percent\', which is deprecated',
    ]);
  });

  test('is not found under the new names, nor where it says nothing', () => {
    expect(find(httpService('{ fault: { delay: { percent: 0, percentage: { value: 1 } } } }, { fault: { abort: {} } }, { mirror: {}, mirrorPercentage: { value: 1 } }, {}'))).toEqual([]);
  });

  test.each(['fault: { delay: { percent: 1 } }', 'mirrorPercent: 1', 'mirror_percent: 1'])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});
