import { weightNegative } from '../../../../src/check/rules/virtual-service/weight-negative';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [weightNegative]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a negative weight', () => {
  test('is found where it stands', () => {
    expect(fields(httpService('{ route: [{ weight: 0 }, { weight: -1 }, {}] }'))).toEqual(['spec.http[0].route[1].weight']);
    expect(find(httpService('{ route: [{ weight: -5 }] }'))).toEqual(['weight-negative: VirtualService shop/reviews spec.http[0].route[0].weight: gives a destination weight -5, which is refused']);
  });
});
