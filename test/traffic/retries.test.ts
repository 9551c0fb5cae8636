import { Duration } from 'cdk8s';
import { PortProtocol, Retries, RouteAction, RouteMatch, RoutePolicy, RouteSettingsProps, ServiceRoute } from '../../src';
import { newChart, withVersion } from '../service/fixtures';
import { writtenPolicy as written } from '../support/policy';
import { find, synth } from '../support/synth';

const AGAIN = { retryIgnorePreviousHosts: true };

/** The routes of a service with a policy, without what is not the point. */
function routes(retries: Retries, match?: RouteMatch[], protocol?: PortProtocol) {
  const service = withVersion(newChart(), 'cart', { protocol });
  new RoutePolicy(service, 'again', { service, match, retries });
  return find(synth(service), 'VirtualService', 'cart').spec.http.map((route: any) => ({ ...route, route: undefined }));
}

describe('retries', () => {
  test('say how often, for how long each, after what and after which wait; another pod is tried', () => {
    const retries: Retries = {
      attempts: 3, perTryTimeout: Duration.seconds(2), retryOn: ['connect-failure', '503', 'reset'], everyMethod: true, backoff: Duration.millis(100), remoteLocalities: true,
    };
    expect(written({ retries })).toEqual({
      retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,503,reset', backoff: '100ms', retryRemoteLocalities: true, ...AGAIN },
    });
  });

  test('are of requests that never reached the service, when nothing else is said', () => {
    expect(written({ retries: { attempts: 2 } })).toEqual({ retries: { attempts: 2, retryOn: 'connect-failure,refused-stream', ...AGAIN } });
  });

  test('are switched off by zero attempts', () => {
    expect(written({ retries: { attempts: 0 } })).toEqual({ retries: { attempts: 0 } });
  });

  test('repeat what the service may have worked on for methods that may be repeated, and for others only what it never got', () => {
    expect(routes({ attempts: 2, retryOn: ['5xx', 'connect-failure'] })).toEqual([
      { name: 'cart-idempotent', match: [{ method: { regex: 'GET|HEAD|OPTIONS|TRACE|PUT|DELETE' } }], retries: { attempts: 2, retryOn: '5xx,connect-failure', ...AGAIN } },
      { name: 'cart', retries: { attempts: 2, retryOn: 'connect-failure', ...AGAIN } },
    ]);
  });

  test('cut a try off only where it is repeated', () => {
    const [harmless, others] = routes({ attempts: 2, perTryTimeout: Duration.seconds(1), retryOn: ['connect-failure', 'gateway-error'] });
    expect([harmless.retries.perTryTimeout, others.retries]).toEqual(['1s', { attempts: 2, retryOn: 'connect-failure', ...AGAIN }]);
  });

  test('are off for other methods where nothing is left', () => {
    const [, others] = routes({ attempts: 2, retryOn: ['503'] });
    expect(others).toEqual({ name: 'cart', retries: { attempts: 0 } });
  });

  test('make one route where the match names the method', () => {
    const of = (method: string) => routes({ attempts: 2, retryOn: ['503'] }, [RouteMatch.method(method)])[0];
    expect(of('GET')).toEqual({ name: 'cart+again', match: [{ method: { exact: 'GET' } }], retries: { attempts: 2, retryOn: '503', ...AGAIN } });
    expect(of('POST')).toEqual({ name: 'cart+again', match: [{ method: { exact: 'POST' } }], retries: { attempts: 0 } });
  });

  test('part a match of several methods', () => {
    const [harmless, others] = routes({ attempts: 1, retryOn: ['reset'] }, [RouteMatch.method('PUT', 'PATCH'), RouteMatch.path().exact('/a')]);
    expect([harmless.name, harmless.match]).toEqual(['cart+again-idempotent', [{ method: { exact: 'PUT' } }, { method: { regex: expect.any(String) }, uri: { exact: '/a' } }]]);
    expect([others.name, others.match]).toEqual(['cart+again', [{ method: { exact: 'PATCH' } }, { uri: { exact: '/a' } }]]);
  });

  test('of a narrower match win over those of a wider one, whatever the method', () => {
    const service = withVersion(newChart(), 'cart');
    const path = RouteMatch.path().exact('/pay');
    new RoutePolicy(service, 'all', { service, retries: { attempts: 2, retryOn: ['5xx'] } });
    new RoutePolicy(service, 'pay', { service, match: [path], retries: { attempts: 0 } });
    const [pay, ...rest] = find(synth(service), 'VirtualService', 'cart').spec.http;
    expect([pay.match, pay.retries]).toEqual([[{ uri: { exact: '/pay' } }], { attempts: 0 }]);
    expect(rest.map(({ name }: any) => name)).toEqual(['cart-idempotent', 'cart']);
  });

  test('of a route keep its destination and its other settings', () => {
    const service = withVersion(newChart(), 'cart');
    new ServiceRoute(service, 'pay', { service, action: RouteAction.toVersion(service.versions[0]), timeout: Duration.seconds(1), retries: { attempts: 1, retryOn: ['503'] } });
    const [harmless, others] = find(synth(service), 'VirtualService', 'cart').spec.http;
    expect({ ...harmless, name: 'pay', match: undefined, retries: { attempts: 0 } }).toEqual(others);
  });

  test('of gRPC calls are told to be harmless', () => {
    const [route, ...rest] = routes({ attempts: 2, retryOn: ['unavailable'], everyMethod: true }, undefined, PortProtocol.GRPC);
    expect([route.retries.retryOn, rest]).toEqual(['unavailable', []]);
  });

  test('fail for gRPC after what the service may have worked on', () => {
    expect(() => routes({ attempts: 2, retryOn: ['unavailable', 'connect-failure'] }, undefined, PortProtocol.GRPC))
      .toThrow("[chart/cart/again] retries.retryOn has 'unavailable', after which the service may have worked on a call, and every call of gRPC is a POST: set everyMethod");
  });

  test.each<[string, RouteSettingsProps & { retries: Retries }, string]>([
    ['a fraction of an attempt', { retries: { attempts: 1.5 } }, 'retries.attempts 1.5 is not allowed: use a whole number of at least 0'],
    ['conditions without attempts', { retries: { attempts: 0, retryOn: ['5xx'] } }, 'retries.attempts 0 excludes retryOn: leave it out, or allow at least one attempt'],
    ['an unknown condition', { retries: { attempts: 1, retryOn: ['sometimes'] } }, "retries.retryOn 'sometimes' is not known to Envoy: use a status such as '503', or one of 5xx, gateway-error"],
    ['a status that HTTP does not name', { retries: { attempts: 1, retryOn: ['599'] } }, "retries.retryOn '599' is not known to Envoy"],
    ['tries longer than the whole', { timeout: Duration.seconds(1), retries: { attempts: 1, perTryTimeout: Duration.seconds(2) } }, 'retries.perTryTimeout of 2s is longer than the timeout of 1s: no retry would happen; shorten it or lengthen the timeout'],
    ['no condition', { retries: { attempts: 1, retryOn: [] } }, 'retries.retryOn is empty'],
    ['tries that end and are not repeated', { retries: { attempts: 1, perTryTimeout: Duration.seconds(2), retryOn: ['503'] } }, "retries.perTryTimeout of 2s would end a try, and retryOn (503) has nothing that repeats it: add '5xx', 'gateway-error' or 'reset'"],
    ['a wait of fractions of ms', { retries: { attempts: 1, backoff: Duration.millis(0.1) } }, 'retries.backoff of 0.1 ms is not allowed'],
    ['tries of fractions of ms', { retries: { attempts: 1, perTryTimeout: Duration.millis(0.1) } }, 'retries.perTryTimeout of 0.1 ms is not allowed'],
  ])('fails for %s', (_, settings, message) => {
    expect(() => written(settings)).toThrow(`[shop/policy] ${message}`);
  });
});
