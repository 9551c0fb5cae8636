import { mirrorPercentageIgnored } from '../../../../src/check/rules/virtual-service/mirror-percentage-ignored';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [mirrorPercentageIgnored]);

describe('a percentage of copies that nothing reads', () => {
  test('is found beside mirrors and without any', () => {
    expect(find(httpService('{ mirrors: [{}], mirrorPercentage: { value: 1 } }, { mirrorPercent: 1 }, { mirrors: [], mirror_percent: 1 }'))).toEqual([
      'mirror-percentage-ignored: VirtualService shop/reviews spec.http[0].mirrorPercentage: has mirrorPercentage beside mirrors, where it is ignored: every request is copied that has no percentage of its own',
      'mirror-percentage-ignored: VirtualService shop/reviews spec.http[1].mirrorPercent: has mirrorPercent without mirror: nothing is copied',
      'mirror-percentage-ignored: VirtualService shop/reviews spec.http[2].mirror_percent: has mirror_percent without mirror: nothing is copied',
    ]);
    expect(find(httpService('{ mirror: {}, mirrorPercentage: {} }, { mirror: {} }, { mirrors: [{}] }, { delegate: {}, mirrorPercentage: {} }'))).toEqual([]);
    expect(find(virtualService('http: [{ mirrorPercentage: {} }]'))).toEqual([]);
    expect(find(virtualService('http: [{ mirrorPercentage: {}, mirrors: [{}] }]'))).toHaveLength(1);
  });

  test.each(['mirrorPercentage: {}', 'mirrorPercent: 1', 'mirror_percent: 1'])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});
