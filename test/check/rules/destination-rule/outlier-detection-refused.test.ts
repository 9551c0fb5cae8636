import { outlierDetectionRefused } from '../../../../src/check/rules/destination-rule/outlier-detection-refused';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (text: string) => findingsIn(policy(`outlierDetection: { ${text} }`), [outlierDetectionRefused])
  .map(one => one.replace('outlier-detection-refused: DestinationRule shop/reviews spec.trafficPolicy.outlierDetection.', ''));

describe('outlier detection', () => {
  test('has percentages from 0 to 100', () => {
    expect(find('maxEjectionPercent: 101, minHealthPercent: -1')).toEqual([
      'maxEjectionPercent: has maxEjectionPercent 101, and it must be from 0 to 100', 'minHealthPercent: has minHealthPercent -1, and it must be from 0 to 100',
    ]);
    expect(find('maxEjectionPercent: 100, minHealthPercent: 0')).toEqual([]);
    expect(find('maxEjectionPercent: 0, minHealthPercent: 100')).toEqual([]);
    expect(findingsIn(destinationRule(''), [outlierDetectionRefused])).toEqual([]);
  });

  test('counts local errors only where it tells them apart', () => {
    expect(find('consecutiveLocalOriginFailures: 1')).toEqual(['consecutiveLocalOriginFailures: counts consecutiveLocalOriginFailures without splitExternalLocalOriginErrors']);
    expect(find('consecutiveLocalOriginFailures: 1, splitExternalLocalOriginErrors: true')).toEqual([]);
    expect(find('consecutiveLocalOriginFailures: 0')).toEqual([]);
  });
});
