import { mirrorPercentageRefused } from '../../../../src/check/rules/virtual-service/mirror-percentage-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [mirrorPercentageRefused]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a percentage of copies', () => {
  test('is of 0 to 100 wherever it stands', () => {
    expect(fields(httpService('{ mirrorPercentage: { value: 100.5 }, mirrorPercent: 101, mirror_percent: 101, mirrors: [{ percentage: { value: 50 } }, { percentage: { value: -1 } }] }'))).toEqual([
      'spec.http[0].mirrorPercentage.value', 'spec.http[0].mirrorPercent', 'spec.http[0].mirror_percent', 'spec.http[0].mirrors[1].percentage.value',
    ]);
    expect(find(httpService('{ mirrorPercentage: { value: 100 }, mirrorPercent: 0, mirrors: [{}] }, {}'))).toEqual([]);
    expect(find(httpService('{ mirrorPercent: 101 }'))).toEqual(['mirror-percentage-refused: VirtualService shop/reviews spec.http[0].mirrorPercent: copies 101 percent of the requests, which is refused']);
  });

  test.each([
    'mirrorPercentage: { value: 101 }', 'mirrorPercent: 101', 'mirror_percent: 101', 'mirrors: [{ percentage: { value: 101 } }]',
  ])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});
