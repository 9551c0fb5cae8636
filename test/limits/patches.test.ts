import { Duration } from 'cdk8s';
import { seconds } from '../../src/limits/patches';

test.each([[50, '0.05s'], [1000, '1s'], [2500, '2.5s'], [86400000, '86400s']])('%d ms are written in seconds, as Envoy reads them', (millis, text) => {
  expect(seconds(Duration.millis(millis))).toBe(text);
});
