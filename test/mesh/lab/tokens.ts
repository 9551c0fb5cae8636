import { generateKeyPairSync, sign } from 'node:crypto';

const HOUR = 3600;

/** Someone who signs tokens (JWT, ES256) with a key of a scenario's own. */
export class Issuer {
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(public readonly name: string, private readonly keyId = 'one') {}

  /** The public key, as a JSON Web Key. */
  public get key(): object {
    return { ...this.pair.publicKey.export({ format: 'jwk' }), kid: this.keyId };
  }

  /** A token for ann, good for an hour, unless the claims say otherwise; a claim that is undefined is left out. */
  public token(claims: Record<string, unknown> = {}): string {
    const now = seconds();
    const content = [{ alg: 'ES256', typ: 'JWT', kid: this.keyId }, { iss: this.name, sub: 'ann', iat: now, exp: now + HOUR, ...claims }]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${sign('sha256', Buffer.from(content), { key: this.pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }
}

export function keySet(...issuers: readonly Issuer[]): string {
  return JSON.stringify({ keys: issuers.map(({ key }) => key) });
}

/** Now, or so many seconds from it, as tokens tell the time. */
export function seconds(fromNow = 0): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}
