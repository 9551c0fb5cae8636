import { Duration } from 'cdk8s';
import { CorsPolicy } from '../../src';
import { writtenPolicy as written } from '../support/policy';

describe('CORS', () => {
  test('names origins, methods, headers and how long a browser remembers', () => {
    expect(written({
      cors: {
        allowOrigins: ['https://a.example.com', '*'],
        allowOriginRegexes: ['https://[a-z]+\\.example\\.com'],
        allowMethods: ['GET', '*'],
        allowHeaders: ['x-user', '*'],
        exposeHeaders: ['x-page'],
        maxAge: Duration.days(1),
      },
    })).toEqual({
      corsPolicy: {
        allowOrigins: [{ exact: 'https://a.example.com' }, { exact: '*' }, { regex: 'https://[a-z]+\\.example\\.com' }],
        allowMethods: ['GET', '*'],
        allowHeaders: ['x-user', '*'],
        exposeHeaders: ['x-page'],
        maxAge: '86400s',
      },
    });
  });

  const origins = { allowOrigins: ['https://a.example.com'] };
  test.each<[string, CorsPolicy, string]>([
    ['no origin', {}, 'cors names no origin: give allowOrigins or allowOriginRegexes'],
    ['a path in an origin', { allowOrigins: ['https://a.example.com/shop'] }, "cors.allowOrigins 'https://a.example.com/shop' is no origin: write scheme, host and port alone"],
    ['credentials for all', { allowOrigins: ['*'], allowCredentials: true }, "cors allows credentials to the origin '*': browsers refuse that; name the origins"],
    ['a regular expression that is not RE2', { allowOriginRegexes: ['(a)\\1'] }, "cors.allowOriginRegexes: the regular expression '(a)\\1' is not RE2 syntax"],
    ['an unknown method', { ...origins, allowMethods: ['get'] }, "cors.allowMethods 'get' does not exist: use GET, HEAD"],
    ['a header that is none', { ...origins, exposeHeaders: ['x y'] }, "cors: header name 'x y' is not valid"],
    ['half a second', { ...origins, maxAge: Duration.millis(500) }, 'cors.maxAge of 0.5 s is not allowed: use whole seconds of at least 1'],
  ])('fails for %s', (_, cors, message) => {
    expect(() => written({ cors })).toThrow(`[shop/policy] ${message}`);
  });
});
