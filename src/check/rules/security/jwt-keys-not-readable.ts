import { isObject, JsonObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const jwtKeysNotReadable: Rule = {
  id: 'jwt-keys-not-readable',
  severity: 'error',
  title: 'the inline keys of a RequestAuthentication cannot be read',
  why: '`jwks` is a set of keys as JSON (RFC 7517): `{"keys": [{"kty": "RSA", "n": ..., "e": ...}]}`. Istio\'s webhook refuses what is no such set, a certificate or '
    + 'a key in PEM too. Proxies need public keys alone: a private or shared one stands open in the object.',
  fix: 'write the public keys as a JSON Web Key Set',
  codes: ['IST0106', 'IST0133'],
  bad: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  jwtRules:
    - issuer: login.example.com
      jwks: '{ "keys": [ { "e": "AQAB", "n": "xAE7eB6qugXyCAG3" } ] }'
`,
  mend: { '"e": "AQAB"': '"kty": "RSA", "e": "AQAB"' },

  check(mesh, report) {
    for (const { manifest, spec: { jwtRules = [] } } of mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication)) {
      jwtRules.forEach(({ jwks = '' }, at) => {
        const path = ['spec', 'jwtRules', at, 'jwks'];
        const keys = jwks === '' ? [] : keysOf(jwks);
        if (typeof keys === 'string') {
          report(manifest, path, `has keys that ${keys}`);
          return;
        }
        keys.forEach((key, index) => {
          const problem = problemOf(key);
          if (problem !== undefined) {
            report(manifest, path, `has key ${index + 1}, which ${problem}`);
          } else if (isObject(key) && (key.d !== undefined || key.kty === 'oct')) {
            report(manifest, path, `has key ${index + 1}, which is ${key.kty === 'oct' ? 'shared' : 'private'}: whoever reads the object can sign tokens`, {
              severity: 'warning', fix: 'write the public key alone, and replace the one that stood here',
            });
          }
        });
      });
    }
  },
};

/** What a public key needs, by its type. */
const MEMBERS = new Map<unknown, readonly string[]>([['RSA', ['n', 'e']], ['EC', ['crv', 'x', 'y']], ['OKP', ['crv', 'x']], ['oct', ['k']]]);

function keysOf(text: string): readonly unknown[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.includes('-----BEGIN') ? 'are PEM and no JSON' : 'are no JSON';
  }
  if (!isObject(value)) {
    return 'are no object of JSON';
  }
  const { keys } = value;
  return Array.isArray(keys) ? keys : keys === undefined ? [value] : 'are no list';
}

function problemOf(key: unknown): string | undefined {
  if (!isObject(key)) {
    return 'is no object';
  }
  const members = MEMBERS.get(key.kty);
  if (!members) {
    return key.kty === undefined ? 'has no kty' : `has the unknown kty '${asText(key.kty)}'`;
  }
  const missing = members.find(member => typeof (key as JsonObject)[member] !== 'string');
  return missing === undefined ? undefined : `has no ${missing}`;
}
