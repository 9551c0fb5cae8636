import { checkMesh } from '../../../../src/check/check-mesh';
import { jwtKeysNotReadable } from '../../../../src/check/rules/security/jwt-keys-not-readable';
import { meshOf } from '../../fixtures';
import { found, requestAuthentication } from '../../objects/as-json';

const told = (jwks: string) => found(jwtKeysNotReadable, [requestAuthentication({ jwtRules: [{ issuer: 'a', jwks }] })])
  .map(text => text.replace('RequestAuthentication shop/cart spec.jwtRules[0].jwks: ', ''));
const keys = (...values: unknown[]) => told(JSON.stringify({ keys: values }));
const RSA = { kty: 'RSA', n: 'a', e: 'AQAB' };

describe('inline keys', () => {
  test.each([
    ['{', 'has keys that are no JSON'], ['-----BEGIN PUBLIC KEY-----', 'has keys that are PEM and no JSON'], ['[]', 'has keys that are no object of JSON'],
    ['"a"', 'has keys that are no object of JSON'], ['{"keys":{}}', 'has keys that are no list'], ['{}', 'has key 1, which has no kty'],
    ['{"kty":"XYZ"}', 'has key 1, which has the unknown kty \'XYZ\''],
  ])('%s are told', (text, message) => expect(told(text)).toEqual([message]));

  test('are told with what a key lacks', () => {
    expect(keys(RSA, 1, { kty: 'RSA', n: 'a' }, { kty: 'EC', crv: 'P-256', x: 'a' }, { kty: 'OKP', crv: 'Ed25519' }, { kty: 'oct' })).toEqual([
      'has key 2, which is no object', 'has key 3, which has no e', 'has key 4, which has no y', 'has key 5, which has no x', 'has key 6, which has no k',
    ]);
  });

  test('are told if they are private', () => {
    expect(keys({ ...RSA, d: 'a' }, { kty: 'oct', k: 'a' })).toEqual([
      'has key 1, which is private: whoever reads the object can sign tokens', 'has key 2, which is shared: whoever reads the object can sign tokens',
    ]);
    const yaml = JSON.stringify(requestAuthentication({ jwtRules: [{ issuer: 'a', jwks: JSON.stringify({ ...RSA, d: 'a' }) }] }));
    expect(checkMesh(meshOf(yaml), { rules: [jwtKeysNotReadable] }).findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('may be public ones', () => {
    expect(keys(RSA, { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }, { kty: 'OKP', crv: 'Ed25519', x: 'a' })).toEqual([]);
    expect(keys()).toEqual([]);
    expect(told(JSON.stringify(RSA))).toEqual([]);
    expect(found(jwtKeysNotReadable, [requestAuthentication({ jwtRules: [{ issuer: 'a' }, { issuer: 'a', jwks: '' }] }), requestAuthentication({})])).toEqual([]);
  });
});
