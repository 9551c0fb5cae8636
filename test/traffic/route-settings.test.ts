import { Duration } from 'cdk8s';
import { writtenPolicy as written } from '../support/policy';

describe('a timeout', () => {
  test.each([[Duration.seconds(5), '5s'], [Duration.millis(250), '250ms'], [Duration.minutes(2), '120s'], [Duration.millis(1500), '1500ms']])('%s', (timeout, text) => {
    expect(written({ timeout })).toEqual({ timeout: text });
  });

  test.each([0, 0.5, 1.25])('fails for %d ms', millis => {
    expect(() => written({ timeout: Duration.millis(millis) })).toThrow(`[shop/policy] timeout of ${millis} ms is not allowed: Istio takes whole milliseconds of at least 1`);
  });
});
