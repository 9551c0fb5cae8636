import { matchTextEmpty } from '../../../../src/check/rules/virtual-service/match-text-empty';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [matchTextEmpty]);

describe('an empty text in a condition', () => {
  test('is found where it is refused', () => {
    expect(find(httpService('{ match: [{ uri: { prefix: "" }, method: { prefix: "" }, headers: { a: { prefix: "" }, b: { exact: "" }, c: {} } }], corsPolicy: { allowOrigins: [{ exact: "" }, {}, { prefix: a }, { exact: a }, { regex: "" }, { prefix: "" }] } }'))
      .map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].match[0].method.prefix: matches an empty prefix in method, which is refused',
      'spec.http[0].match[0].headers.a.prefix: matches an empty prefix in headers, which is refused',
      'spec.http[0].corsPolicy.allowOrigins[0]: allows an origin that is empty, which is refused',
      expect.stringContaining('allowOrigins[1]'),
      expect.stringContaining('allowOrigins[5]'),
    ]);
  });

  test.each(['match: [{ method: { prefix: "" } }]', 'corsPolicy: { allowOrigins: [{}] }'])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});
