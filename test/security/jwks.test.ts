import { generateKeyPairSync } from 'node:crypto';
import { keySet, PRIVATE_KEY, PUBLIC_KEY } from './fixtures';
import { Jwks } from '../../src';
import { expectFailure, messageOf } from '../service/fixtures';
import { shopChart } from '../support/shop';

const written = (keys: Jwks, issuer = 'https://issuer.example.com') => keys._toJson(shopChart(), issuer);

describe('the keys of an issuer', () => {
  test('stand in the policy, without blanks and in one line', () => {
    const text = JSON.stringify({ keys: [PUBLIC_KEY] }, undefined, 2);
    expect(written(Jwks.inline(text))).toEqual({ jwks: keySet(PUBLIC_KEY) });
  });

  test.each<[string, () => object]>([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })],
    ['Ed25519', () => generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })],
  ])('may be of %s', (_, make) => {
    const key = make();
    expect(written(Jwks.inline(keySet(PUBLIC_KEY, key)))).toEqual({ jwks: keySet(PUBLIC_KEY, key) });
  });

  test('are fetched from a URL', () => {
    expect(written(Jwks.url('https://issuer.example.com:8443/keys?v=1'))).toEqual({ jwksUri: 'https://issuer.example.com:8443/keys?v=1' });
  });

  test('are where the issuer itself says when nothing is written', () => {
    expect(written(Jwks.discovered())).toEqual({});
  });

  test.each<[string, string]>([
    ['no JSON', 'keys'], ['a key alone', JSON.stringify(PUBLIC_KEY)], ['no keys', '{"keys":[]}'], ['a list', '[]'], ['null', 'null'], ['no key but a text', '{"keys":["a"]}'],
  ])('fail where the set is %s', (_, json) => {
    expectFailure(() => written(Jwks.inline(json)), '[shop] the inline key set', 'give a JSON Web Key Set, {"keys":[...]}');
  });

  test.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])('fail with the private member %s, and never show it', member => {
    const message = messageOf(() => written(Jwks.inline(keySet(PUBLIC_KEY, { ...PUBLIC_KEY, [member]: 'c2VjcmV0' }))));
    expect(message).toContain(`[shop] key 'one' of the inline key set has the private member '${member}'`);
    expect(message).not.toContain('c2VjcmV0');
  });

  test('fail where a whole key pair or a shared secret is given', () => {
    const message = messageOf(() => written(Jwks.inline(keySet(PRIVATE_KEY))));
    expect(message).toContain("has the private member 'd'");
    expect(message).not.toContain(PRIVATE_KEY.d);
    expectFailure(() => written(Jwks.inline(keySet({ kty: 'oct' }))), "[shop] key 0 of the inline key set has kty 'oct'", 'no place for secrets');
  });

  test('leave out what stands in the text and in no key', () => {
    const text = `{"keys":[${JSON.stringify(PRIVATE_KEY)}],"keys":[${JSON.stringify(PUBLIC_KEY)}]}`;
    expect(written(Jwks.inline(text))).toEqual({ jwks: keySet(PUBLIC_KEY) });
    expectFailure(() => written(Jwks.inline(keySet(PUBLIC_KEY).replace('"kid"', '"d":"c2VjcmV0","d":null,"kid"'))), "the private member 'd'");
  });

  test('fail where a key lacks what makes it one', () => {
    const { y, ...half } = PUBLIC_KEY;
    expectFailure(() => written(Jwks.inline(keySet(half))), "[shop] key 'one' of the inline key set is no public key");
  });

  test.each(['http://issuer.example.com/keys', 'keys', 'https://me:secret@issuer.example.com/keys', 'file:///keys'])('fail at %s, which is no https URL without a password', url => {
    expectFailure(() => written(Jwks.url(url)), `[shop] the URL of the keys, '${url}', is no https URL`);
  });

  test('fail to be discovered for an issuer that is no URL', () => {
    expectFailure(() => written(Jwks.discovered(), 'issuer@example.com'), "[shop] an issuer whose keys are discovered, 'issuer@example.com', is no https URL");
  });
});
