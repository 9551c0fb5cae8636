import { regexRefused } from '../../../../src/check/rules/virtual-service/regex-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [regexRefused]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a regular expression', () => {
  test('is one of RE2 wherever it stands', () => {
    const bad = '{ regex: "(?!a)" }';
    expect(fields(httpService(`{ match: [{ uri: ${bad}, scheme: ${bad}, method: ${bad}, authority: ${bad}, headers: { a: ${bad} }, withoutHeaders: { a: ${bad} }, queryParams: { a: ${bad} } }],
        corsPolicy: { allowOrigins: [{ exact: a }, ${bad}] }, rewrite: { uriRegexRewrite: { match: "(?!a)" } } }`))).toEqual([
      ...['uri', 'scheme', 'method', 'authority', 'headers.a', 'withoutHeaders.a', 'queryParams.a'].map(field => `spec.http[0].match[0].${field}.regex`),
      'spec.http[0].corsPolicy.allowOrigins[1].regex', 'spec.http[0].rewrite.uriRegexRewrite.match',
    ]);
  });

  test('is not too long, not empty, and no lone asterisk save in withoutHeaders', () => {
    const uri = (regex: string) => find(httpService(`{ match: [{ uri: { regex: "${regex}" } }] }`)).length;
    expect([uri('a'.repeat(1024)), uri('a'.repeat(1025)), uri(''), uri('/a[0-9]+')]).toEqual([0, 1, 1, 0]);
    expect(fields(httpService('{ match: [{ headers: { a: { regex: "*" } }, withoutHeaders: { a: { regex: "*" } } }] }'))).toEqual(['spec.http[0].match[0].headers.a.regex']);
    expect(find(httpService('{ match: [{ uri: { prefix: "(" } }], rewrite: { uri: "(" } }, { rewrite: { uriRegexRewrite: {} } }'))).toEqual([]);
    expect(find(httpService('{ match: [{ uri: { regex: "(" } }] }'))).toEqual([expect.stringContaining(': has a regular expression that is refused: ')]);
  });

  test.each(['rewrite: { uriRegexRewrite: { match: "(" } }', 'corsPolicy: { allowOrigins: [{ regex: "(" }] }'])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});
