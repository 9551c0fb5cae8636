import { TokenLocation } from '../../src';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';

const written = (location: TokenLocation) => location._toJson(shopChart());

describe('where a token stands', () => {
  test('is a header, a query parameter or a cookie', () => {
    expect(written(TokenLocation.header('X-Token'))).toEqual({ field: 'fromHeaders', value: { name: 'X-Token' } });
    expect(written(TokenLocation.header('Authorization', 'Token '))).toEqual({ field: 'fromHeaders', value: { name: 'Authorization', prefix: 'Token ' } });
    expect(written(TokenLocation.header('x', ''))).toEqual({ field: 'fromHeaders', value: { name: 'x' } });
    expect(written(TokenLocation.query('token'))).toEqual({ field: 'fromParams', value: 'token' });
    expect(written(TokenLocation.cookie('session'))).toEqual({ field: 'fromCookies', value: 'session' });
  });

  test.each<[TokenLocation, string]>([
    [TokenLocation.header('x y'), "header name 'x y' is not valid"],
    [TokenLocation.cookie(''), "cookie name '' is not valid"],
    [TokenLocation.query(''), 'a query parameter without a name'],
  ])('fails where the name is none: %#', (location, message) => {
    expectFailure(() => written(location), '[shop] reads tokens', message);
  });
});
