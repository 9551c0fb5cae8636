import { singleWeight } from '../../../../src/check/rules/virtual-service/single-weight';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [singleWeight]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('the weight of an only destination', () => {
  test('is found unless it says all', () => {
    for (const weight of [0, 2, 10, 99, 101]) {
      expect(find(httpService(`{ route: [{ weight: ${weight} }] }`))).toEqual([
        `single-weight: VirtualService shop/reviews spec.http[0].route[0].weight: gives the only destination weight ${weight}, and it has all requests`,
      ]);
    }
    for (const weight of [-1, 1, 100]) {
      expect(find(httpService(`{ route: [{ weight: ${weight} }] }`))).toEqual([]);
    }
    expect(find(httpService('{ route: [{}] }, { route: [{ weight: 10 }, { weight: 90 }] }'))).toEqual([]);
    expect(fields(virtualService('tls: [{ route: [{ weight: 5 }] }]'))).toEqual(['spec.tls[0].route[0].weight']);
  });
});
