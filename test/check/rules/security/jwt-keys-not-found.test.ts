import { jwtKeysNotFound } from '../../../../src/check/rules/security/jwt-keys-not-found';
import { found, requestAuthentication } from '../../objects/as-json';

const told = (...jwtRules: object[]) => found(jwtKeysNotFound, [requestAuthentication({ jwtRules })]).map(text => text.replace('RequestAuthentication shop/cart spec.', ''));

describe('the keys of an issuer', () => {
  test('are told if they cannot be found', () => {
    expect(told({ issuer: 'https://a.example.com' }, { issuer: 'login@example.com' })).toEqual([
      'jwtRules[1].issuer: names no keys of issuer \'login@example.com\', which is no URL below which they could be',
    ]);
    expect(told({ issuer: 'https://' })).toHaveLength(1);
    expect(told({ issuer: 'xhttps://a' })).toHaveLength(1);
  });

  test('need an issuer', () => {
    expect(told({})).toEqual(['jwtRules[0]: names no issuer']);
    expect(told({ jwks: '{}' })).toEqual(['jwtRules[0]: names no issuer, which inline keys need too']);
    expect(told({ jwksUri: 'https://a.example.com/keys' })).toEqual([]);
  });

  test('may stand in the rule, or below the issuer', () => {
    expect(told({ issuer: 'a', jwks: '{}' }, { issuer: 'a', jwksUri: 'https://a' }, { issuer: 'a', jwks_uri: 'https://a' }, { issuer: 'HTTP://a.example.com' })).toEqual([]);
    expect(told()).toEqual([]);
  });
});
