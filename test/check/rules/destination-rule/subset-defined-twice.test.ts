import { subsetDefinedTwice } from '../../../../src/check/rules/destination-rule/subset-defined-twice';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const find = (subsets: string) => findingsIn(destinationRule(`subsets: [${subsets}]`), [subsetDefinedTwice]);

describe('a subset of a name that another one has', () => {
  test('is found each time after the first', () => {
    expect(find('{ name: a }, { name: b }, { name: b }, { name: b }')).toEqual([
      'subset-defined-twice: DestinationRule shop/reviews spec.subsets[2].name: defines subset \'b\' again, which spec.subsets[1] defines',
      'subset-defined-twice: DestinationRule shop/reviews spec.subsets[3].name: defines subset \'b\' again, which spec.subsets[1] defines',
    ]);
  });

  test('is not found for others, and not for those without a name', () => {
    expect(find('{ name: a }, { name: b }, { labels: {} }, { labels: {} }')).toEqual([]);
  });
});
