import { rewriteRefused } from '../../../../src/check/rules/virtual-service/rewrite-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [rewriteRefused]);

describe('a rewrite', () => {
  test('is found where it says nothing or two things', () => {
    expect(find(httpService('{ rewrite: {} }, { rewrite: { uri: /, uriRegexRewrite: {} } }, { rewrite: { uriRegexRewrite: { match: a } } }, { rewrite: { uriRegexRewrite: { rewrite: a } } }')).map(text => text.split(' ').slice(2).join(' '))).toEqual([
      'shop/reviews spec.http[0].rewrite: has a rewrite that changes nothing, which is refused',
      'shop/reviews spec.http[1].rewrite.uriRegexRewrite: rewrites by uri and by uriRegexRewrite, which is refused',
      'shop/reviews spec.http[2].rewrite.uriRegexRewrite: rewrites by a regular expression without rewrite, which is refused',
      'shop/reviews spec.http[3].rewrite.uriRegexRewrite: rewrites by a regular expression without match, which is refused',
    ]);
    expect(find(httpService('{ rewrite: { uri: / } }, { rewrite: { authority: a } }, { rewrite: { authority: a, uriRegexRewrite: { match: a, rewrite: b } } }, {}'))).toEqual([]);
  });
});
