import { createPublicKey } from 'crypto';
import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';

/** Members of a JSON Web Key that only its owner may know (RFC 7518). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The public keys by which an issuer's tokens are verified.
 */
export class Jwks {
  /**
   * Keys that stand in the policy itself (`jwks`).
   *
   * @param json a JSON Web Key Set, `{"keys":[...]}`, of public keys
   */
  public static inline(json: string): Jwks {
    return new Jwks(scope => ({ jwks: publicKeys(scope, json) }));
  }

  /**
   * Keys that are fetched, by the control plane unless it is installed otherwise, and again every 20 minutes (`jwksUri`). While they cannot be fetched every
   * token of the issuer is refused.
   *
   * @param url where the key set is; https
   */
  public static url(url: string): Jwks {
    return new Jwks(scope => ({ jwksUri: checkUrl(scope, 'the URL of the keys', url) }));
  }

  /**
   * Keys at the URL that the issuer itself names in its OpenID configuration, below `/.well-known/openid-configuration`. The issuer is an https URL.
   */
  public static discovered(): Jwks {
    return new Jwks((scope, issuer) => {
      checkUrl(scope, 'an issuer whose keys are discovered', issuer);
      return {};
    });
  }

  private constructor(private readonly write: (scope: IConstruct, issuer: string) => Json) {}

  /** @internal */
  public _toJson(scope: IConstruct, issuer: string): Json {
    return this.write(scope, issuer);
  }
}

function checkUrl(scope: IConstruct, what: string, url: string): string {
  if (!isPlainHttps(url)) {
    fail(scope, `${what}, ${show(url)}, is no https URL: who can change keys on their way can sign tokens; write for example 'https://issuer.example.com/keys', or give the keys by Jwks.inline`);
  }
  return url;
}

function isPlainHttps(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Written anew, so that nothing stands in the output that was not looked at. */
function publicKeys(scope: IConstruct, json: string): string {
  const keys = keysOf(scope, json);
  keys.forEach((key, at) => {
    const name = `key ${show(key.kid ?? at)}`;
    // A value of a secret must not stand in an error either.
    const secret = PRIVATE.find(member => member in key);
    if (secret !== undefined || key.kty === 'oct') {
      fail(scope, `${name} of the inline key set has ${secret === undefined ? 'kty \'oct\'' : `the private member '${secret}'`}, and what is synthesized is no place for secrets: give the public key alone, and renew the pair`);
    }
    try {
      createPublicKey({ key, format: 'jwk' });
    } catch (error) {
      fail(scope, `${name} of the inline key set is no public key (${(error as Error).message}): give a JSON Web Key of kty RSA, EC or OKP with all its members`);
    }
  });
  return JSON.stringify({ keys });
}

function keysOf(scope: IConstruct, json: string): Json[] {
  let keys: unknown;
  try {
    keys = JSON.parse(json)?.keys;
  } catch {
    fail(scope, 'the inline key set is not JSON: give a JSON Web Key Set, {"keys":[...]}');
  }
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(key => key !== null && typeof key === 'object')) {
    fail(scope, 'the inline key set has no keys: give a JSON Web Key Set, {"keys":[...]}');
  }
  return keys;
}
