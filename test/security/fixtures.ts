import { generateKeyPairSync } from 'node:crypto';
import { Jwks, JwtIssuer } from '../../src';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A public and a private key of one pair, as JSON Web Keys. */
export const PUBLIC_KEY = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'one' };
export const PRIVATE_KEY = { ...pair.privateKey.export({ format: 'jwk' }), kid: 'one' };

export const keySet = (...keys: object[]) => JSON.stringify({ keys });

export const ISSUER = 'https://issuer.example.com';

export function issuer(props: Partial<JwtIssuer> = {}): JwtIssuer {
  return { issuer: ISSUER, jwks: Jwks.url(`${ISSUER}/keys`), ...props };
}
