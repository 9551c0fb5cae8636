import { Duration } from 'cdk8s';
import { Retries, RouteSettingsProps } from '../../src';
import { writtenPolicy as written } from '../support/policy';

describe('retries', () => {
  test('say how often, for how long each, and after what', () => {
    expect(written({ retries: { attempts: 3, perTryTimeout: Duration.seconds(2), retryOn: ['connect-failure', '503', 'cancelled'] } }))
      .toEqual({ retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,503,cancelled' } });
  });

  test('are switched off by zero attempts', () => {
    expect(written({ retries: { attempts: 0 } })).toEqual({ retries: { attempts: 0 } });
  });

  test.each<[string, RouteSettingsProps & { retries: Retries }, string]>([
    ['a fraction of an attempt', { retries: { attempts: 1.5 } }, 'retries.attempts 1.5 is not allowed: use a whole number of at least 0'],
    ['conditions without attempts', { retries: { attempts: 0, retryOn: ['5xx'] } }, 'retries.attempts 0 excludes perTryTimeout and retryOn: leave these out, or allow at least one attempt'],
    ['an unknown condition', { retries: { attempts: 1, retryOn: ['sometimes'] } }, "retries.retryOn 'sometimes' is not known to Envoy: use a status such as '503', or one of 5xx, gateway-error"],
    ['a status that HTTP does not name', { retries: { attempts: 1, retryOn: ['599'] } }, "retries.retryOn '599' is not known to Envoy"],
    ['tries longer than the whole', { timeout: Duration.seconds(1), retries: { attempts: 1, perTryTimeout: Duration.seconds(2) } }, 'retries.perTryTimeout of 2s is longer than the timeout of 1s: no retry would happen; shorten it or lengthen the timeout'],
    ['tries of fractions of ms', { retries: { attempts: 1, perTryTimeout: Duration.millis(0.1) } }, 'retries.perTryTimeout of 0.1 ms is not allowed'],
  ])('fails for %s', (_, settings, message) => {
    expect(() => written(settings)).toThrow(`[shop/policy] ${message}`);
  });
});
