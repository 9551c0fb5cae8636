import { subsetWithoutLabels } from '../../../../src/check/rules/destination-rule/subset-without-labels';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const find = (subsets: string) => findingsIn(destinationRule(`subsets: [${subsets}]`), [subsetWithoutLabels]);

describe('a subset without labels', () => {
  test('is found beside one that has some', () => {
    expect(find('{ name: v2 }, { name: v1, labels: { version: v1 } }')).toEqual([
      'subset-without-labels: DestinationRule shop/reviews spec.subsets[0]: has subset \'v2\' without labels, so it means the pods of subset \'v1\' too',
    ]);
    expect(find('{ name: v1, labels: { version: v1 } }, { name: v2, labels: {} }')).toHaveLength(1);
  });

  test('is another way to say a policy for the whole host, or the only one', () => {
    expect(find('{ name: v1, labels: { version: v1 } }, { name: all, trafficPolicy: { loadBalancer: { simple: RANDOM } } }')).toEqual([]);
    expect(find('{ name: all }')).toEqual([]);
    expect(findingsIn(destinationRule(''), [subsetWithoutLabels])).toEqual([]);
  });
});
