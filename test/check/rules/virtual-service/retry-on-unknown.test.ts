import { retryOnUnknown } from '../../../../src/check/rules/virtual-service/retry-on-unknown';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [retryOnUnknown]);

describe('a reason to try again', () => {
  test('is one of Envoy or a status', () => {
    const of = (retryOn: string) => find(httpService(`{ retries: { retryOn: "${retryOn}" } }`)).map(text => text.split(' ').slice(3).join(' '));
    for (const fine of ['5xx', 'connect-failure,refused-stream,unavailable,cancelled,503', '', 'gateway-error,429', 'reset-before-request']) {
      expect(of(fine)).toEqual([]);
    }
    expect(of('5xx, reset')).toEqual(['spec.http[0].retries.retryOn: tries again on \' reset\', which is refused']);
    for (const bad of ['4xx', '5xx,', '299', 'unavailable ', '0', '5XX', 'constructor']) {
      expect(of(bad)).toHaveLength(1);
    }
    expect(find(httpService('{ retries: {} }, {}'))).toEqual([]);
  });
});
