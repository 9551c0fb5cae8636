import { weightsAllZero } from '../../../../src/check/rules/virtual-service/weights-all-zero';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [weightsAllZero]);

describe('several destinations without weights', () => {
  test('are found', () => {
    expect(find(httpService('{ route: [{}, {}] }, { route: [{ weight: 0 }, {}, {}] }, { route: [{}] }, { route: [{ weight: 1 }, {}] }'))).toEqual([
      'weights-all-zero: VirtualService shop/reviews spec.http[0].route: has 2 destinations without weights, which is refused',
      'weights-all-zero: VirtualService shop/reviews spec.http[1].route: has 3 destinations whose weights are 0 together, which is refused',
    ]);
  });
});
