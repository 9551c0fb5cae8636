import { redirectRefused } from '../../../../src/check/rules/virtual-service/redirect-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [redirectRefused]);

describe('a redirect', () => {
  test('is found where it says what cannot be', () => {
    const of = (redirect: string, match = '') => find(httpService(`{ redirect: { ${redirect} }${match} }`)).map(text => text.split(' ').slice(3).join(' '));
    expect(of('')).toEqual(['spec.http[0].redirect: redirects without uri, prefixRewrite, authority, scheme or port, which is refused']);
    expect(of('uri: /, prefixRewrite: /')).toEqual(['spec.http[0].redirect.prefixRewrite: redirects by uri and by prefixRewrite, which is refused']);
    expect(of('prefixRewrite: /', ', match: [{}, { uri: { exact: /a } }]')).toEqual(['spec.http[0].redirect.prefixRewrite: redirects by prefixRewrite where a condition is not for a prefix, which is refused']);
    expect(of('prefixRewrite: /', ', match: [{}, { uri: { prefix: /a } }]')).toEqual([]);
    expect(of('uri: /, redirectCode: 299')).toEqual(['spec.http[0].redirect.redirectCode: redirects with code 299, which is refused']);
    expect(of('uri: /, redirectCode: 400')).toEqual(['spec.http[0].redirect.redirectCode: redirects with code 400, which is refused']);
    expect(of('uri: /, redirectCode: 300')).toEqual(['spec.http[0].redirect.redirectCode: redirects with code 300, of which proxies know nothing']);
    expect(of('uri: /, redirectCode: 399')).toHaveLength(1);
    expect(of('scheme: ftp')).toEqual(['spec.http[0].redirect.scheme: redirects to scheme \'ftp\', which is refused']);
    expect(of('port: 65536')).toEqual(['spec.http[0].redirect.port: redirects to port 65536, which is refused']);
    for (const fine of ['uri: /', 'prefixRewrite: /', 'authority: a', 'port: 443', 'port: 65535', 'port: 0', 'derivePort: FROM_REQUEST_PORT', 'scheme: https', 'scheme: http', 'uri: /, redirectCode: 308', 'uri: /, redirectCode: 0']) {
      expect(of(fine)).toEqual([]);
    }
    expect(find(httpService('{}'))).toEqual([]);
  });
});
