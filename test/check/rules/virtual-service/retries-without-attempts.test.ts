import { retriesWithoutAttempts } from '../../../../src/check/rules/virtual-service/retries-without-attempts';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [retriesWithoutAttempts]);

describe('retries that say how and not how often', () => {
  test('are found', () => {
    expect(find(httpService('{ retries: { perTryTimeout: 1s, retryOn: 5xx } }, { retries: { attempts: 0, retryRemoteLocalities: true } }, { retries: { attempts: -1 } }')).map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].retries: has retries with no attempts and \'perTryTimeout\', \'retryOn\', which is refused',
      'spec.http[1].retries.attempts: has retries with attempts 0 and \'retryRemoteLocalities\', which is refused',
      'spec.http[2].retries.attempts: has -1 attempts, which is refused',
    ]);
    expect(find(httpService('{ retries: { attempts: 0 } }, { retries: {} }, { retries: { attempts: 1, perTryTimeout: 1s } }, { retries: { attempts: 0, backoff: 1s, retryOn: "" } }, {}'))).toEqual([]);
  });
});
