import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { show } from '../../src/core/errors';
import { checkAtLeast, checkDnsLabel, checkDnsSubdomain, checkHost, checkLabels, checkLocality, checkPort, checkStatus, checkWeight, headerNameProblem, istioDuration, wholeSeconds } from '../../src/core/values';
import { expectFailure, newChart } from '../service/fixtures';
import { dnsLabel, dnsSubdomain } from '../support/schema/names';

const scope = newChart();
const throws = (act: () => unknown) => {
  try {
    act();
    return false;
  } catch {
    return true;
  }
};
const nameLike = fc.string({ unit: fc.constantFrom(...'aZ09-._*/ é'), maxLength: 70 });

describe('a name', () => {
  test('is a DNS label just where Kubernetes takes it for one', () => {
    fc.assert(fc.property(nameLike, name => throws(() => checkDnsLabel(scope, 'name', name)) === (dnsLabel(name) !== undefined)));
  });

  test('is a DNS subdomain where Kubernetes takes it for one, with labels of at most 63 characters', () => {
    fc.assert(fc.property(nameLike, name => {
      const allowed = dnsSubdomain(name) === undefined && name.split('.').every(label => label.length <= 63);
      return throws(() => checkDnsSubdomain(scope, 'name', name)) !== allowed;
    }));
  });

  test('may have 63 characters as a label and 253 as a subdomain', () => {
    expect(checkDnsLabel(scope, 'name', 'a'.repeat(63))).toHaveLength(63);
    expect(checkDnsSubdomain(scope, 'name', `${'a.'.repeat(126)}a`)).toHaveLength(253);
  });

  test('fails with the path of the construct, the value, what is allowed', () => {
    expectFailure(() => checkDnsLabel(scope, 'service name', 'My_Shop'), '[chart] service name \'My_Shop\' is not a DNS label', '63 lower case letters, digits');
    expectFailure(() => checkDnsLabel(scope, 'version', 'a'.repeat(64)), 'version \'aaa', 'at most 63');
    expectFailure(() => checkDnsSubdomain(scope, 'virtualServiceName', 'a..b'), '\'a..b\' is not a DNS subdomain', 'joined by \'.\'');
    expectFailure(() => checkDnsSubdomain(scope, 'virtualServiceName', `${'a.'.repeat(127)}a`), 'at most 253 characters');
  });
});

describe('a public host', () => {
  test.each(['shop.example.com', '*.example.com', '*.com', '*', 'Shop.Example.COM', 'a.b'])('may be %s', host => {
    expect(checkHost(scope, 'host', host)).toBe(host);
  });

  test.each(['', 'shop', '*.', '*shop.example.com', 'shop.*.com', 'https://shop.example.com', 'shop.example.com:443', 'shop.example.com/a', 'a b.com', 'shop.example.com.', `${'a.'.repeat(128)}com`])(
    'fails: %j', host => {
      expectFailure(() => checkHost(scope, 'host', host), `[chart] host ${show(host)} is no fully qualified host`, '\'*.example.com\'', 'without scheme, port or path');
    });
});

describe('a number', () => {
  test('is a port from 1 to 65535', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 65535 }), port => checkPort(scope, 'port', port) === port));
  });

  test('is a weight from 0 to 100', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), weight => checkWeight(scope, 'weight', weight) === weight));
  });

  test.each([0, -1, 65536, 80.5, NaN, Infinity])('fails as a port: %d', port => {
    expectFailure(() => checkPort(scope, 'targetPort', port), `[chart] targetPort ${port} is not a port`, '1 to 65535');
  });

  test.each([-1, 101, 33.3, NaN])('fails as a weight: %d', weight => {
    expectFailure(() => checkWeight(scope, 'weight', weight), `[chart] weight ${weight} is not a share in percent`, '0 to 100');
  });

  test('is the status of an answer from 200 to 599', () => {
    expect([200, 404, 599].map(status => checkStatus(scope, 'status', status))).toEqual([200, 404, 599]);
  });

  test.each([199, 600, 200.5, NaN])('fails as a status: %d', status => {
    expectFailure(() => checkStatus(scope, 'abort status', status), `[chart] abort status ${status} is not that of an answer`, '200 to 599');
  });

  test('fails below a bound, or as a fraction', () => {
    expect(checkAtLeast(scope, 'replicas', 0, 0)).toBe(0);
    expectFailure(() => checkAtLeast(scope, 'replicas', -1, 0), '[chart] replicas -1', 'at least 0');
    expectFailure(() => checkAtLeast(scope, 'replicas', 1.5, 0), '[chart] replicas 1.5', 'whole number');
  });
});

describe('a duration', () => {
  test('in whole milliseconds is written as Istio reads it, and says the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), millis => {
      const text = istioDuration(scope, 'timeout', Duration.millis(millis));
      const [, number, unit] = /^(\d+)(ms|s)$/.exec(text)!;
      return Number(number) * (unit === 's' ? 1000 : 1) === millis;
    }));
    expect(istioDuration(scope, 'timeout', Duration.minutes(2))).toBe('120s');
    expect(istioDuration(scope, 'timeout', Duration.millis(1500))).toBe('1500ms');
  });

  test('in whole seconds is written as a number', () => {
    expect(wholeSeconds(scope, 'drain', Duration.minutes(1), 0)).toBe(60);
    expect(wholeSeconds(scope, 'drain', Duration.millis(2000), 0)).toBe(2);
  });

  test.each([0, 0.5, 1.5])('fails with %d ms, which Istio does not take', millis => {
    expectFailure(() => istioDuration(scope, 'timeout', Duration.millis(millis)), `[chart] timeout of ${millis} ms`, 'whole milliseconds of at least 1', 'Duration.millis(250)');
  });

  test('fails with parts of a second where Kubernetes takes whole ones, and below the bound', () => {
    expectFailure(() => wholeSeconds(scope, 'drain', Duration.millis(1500), 0), '[chart] drain of 1.5 s', 'whole seconds');
    expectFailure(() => wholeSeconds(scope, 'terminationGracePeriod', Duration.seconds(0), 1), 'terminationGracePeriod of 0 s', 'at least 1');
  });
});

describe('a header name', () => {
  test.each(['x-user', 'X_User', 'te', '!#$%&\'*+.^_`|~-'])('may be %s', name => {
    expect(headerNameProblem(name)).toBeUndefined();
  });

  test.each(['', 'x user', 'x:user', 'x-üser', ':path'])('fails: %j', name => {
    expect(headerNameProblem(name)).toContain(`header name ${show(name)} is not valid: use letters`);
  });
});

test('a value is shown as it would be written', () => {
  expect(['a', 1, undefined, null, { a: 1 }].map(show)).toEqual(['\'a\'', '1', 'undefined', 'null', '{"a":1}']);
});

describe('labels', () => {
  test('are taken as Kubernetes takes them', () => {
    const labels = { 'app': 'shop', 'app.kubernetes.io/name': 'Shop_1.2', 'empty': '' };
    expect(checkLabels(scope, 'labels', labels)).toEqual(labels);
  });

  test.each([['', 'a'], ['a b', 'c'], ['a/b/c', 'd'], ['A.com/b', 'c'], ['/b', 'c'], ['a', '-b'], ['a', 'b c'], ['a', 'x'.repeat(64)]])('fails: %s=%s', (name, value) => {
    expectFailure(() => checkLabels(scope, 'labels', { [name]: value }), `[chart] labels '${name}': '${value}' is not a label`, 'at most 63 letters');
  });
});

describe('a locality', () => {
  test('has up to three parts', () => {
    for (const locality of ['europe', 'europe/frankfurt', 'europe/frankfurt/rack-7']) {
      expect(checkLocality(scope, 'locality', locality)).toBe(locality);
    }
  });

  test.each(['', 'a/', '/a', 'a//b', 'a/b/c/d', 'a b', '*'])('fails: %s', locality => {
    expectFailure(() => checkLocality(scope, 'locality', locality), `[chart] locality '${locality}' is not a locality`, 'region/zone/subzone');
  });
});
