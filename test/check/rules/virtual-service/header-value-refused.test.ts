import { headerValueRefused } from '../../../../src/check/rules/virtual-service/header-value-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [headerValueRefused]);

describe('the value of a header', () => {
  test('has no percent sign alone', () => {
    const values = (...all: readonly string[]) => find(httpService(`{ headers: { request: { set: ${JSON.stringify(Object.fromEntries(all.map((value, at) => [`h${at}`, value])))} } } }`)).length;
    expect(values('100%', 'abc%123', '%START_TIME%%', '%%%', '%')).toBe(5);
    expect(values('100%%', '%START_TIME%', '%REQ(X)%', '%START_TIME(%s)%', '%START_TIME(%Y-%m)%', '%A%%B%', '', 'plain')).toBe(0);
    expect(find(httpService('{ headers: { response: { add: { a: 1% } } } }'))).toEqual([
      'header-value-refused: VirtualService shop/reviews spec.http[0].headers.response.add.a: sets header \'a\' to \'1%\', in which a percent sign stands alone: it is refused',
    ]);
  });

  test('has no control character', () => {
    expect(find(httpService('{ headers: { request: { set: { a: "b\\nc", d: "e\\tf" } } } }'))).toEqual([
      'header-value-refused: VirtualService shop/reviews spec.http[0].headers.request.set.a: sets header \'a\' to a value with a control character, which is refused',
    ]);
  });
});
