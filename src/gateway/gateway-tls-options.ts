import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { TlsVersion } from '../core/tls-version';

/**
 * Ciphers of TLS 1.2 that keep what was said secret even when the server's key is lost later, and that nobody can tamper with.
 */
export enum TlsCipherSuite {
  /** AES with 128 bits, certificates with elliptic curves. */
  ECDHE_ECDSA_AES128_GCM_SHA256 = 'ECDHE-ECDSA-AES128-GCM-SHA256',
  /** AES with 128 bits, RSA certificates. */
  ECDHE_RSA_AES128_GCM_SHA256 = 'ECDHE-RSA-AES128-GCM-SHA256',
  /** AES with 256 bits, certificates with elliptic curves. */
  ECDHE_ECDSA_AES256_GCM_SHA384 = 'ECDHE-ECDSA-AES256-GCM-SHA384',
  /** AES with 256 bits, RSA certificates. */
  ECDHE_RSA_AES256_GCM_SHA384 = 'ECDHE-RSA-AES256-GCM-SHA384',
  /** ChaCha20, certificates with elliptic curves. */
  ECDHE_ECDSA_CHACHA20_POLY1305 = 'ECDHE-ECDSA-CHACHA20-POLY1305',
  /** ChaCha20, RSA certificates. */
  ECDHE_RSA_CHACHA20_POLY1305 = 'ECDHE-RSA-CHACHA20-POLY1305',
}

/**
 * What a gateway asks of the TLS that it ends.
 */
export interface GatewayTlsOptions {
  /**
   * The least version of TLS (`minProtocolVersion`). Clients that know none of it are refused.
   *
   * @default - TLS 1.2, unless the mesh says another (`meshConfig.tlsDefaults`)
   */
  readonly minimumVersion?: TlsVersion;

  /**
   * The ciphers of TLS 1.2 that are taken (`cipherSuites`). One must fit the certificate's key. Those of TLS 1.3 are fixed.
   *
   * @default - Istio's own, which are these without ChaCha20, and two for clients without elliptic curves
   */
  readonly cipherSuites?: TlsCipherSuite[];
}

/**
 * What a gateway asks of clients that show a certificate.
 */
export interface MutualGatewayTlsOptions extends GatewayTlsOptions {
  /**
   * The names of the clients that are taken: one of these is a subject alternative name of the certificate (`subjectAltNames`).
   *
   * @default - everybody to whom the authority in `ca.crt` gave a certificate
   */
  readonly subjectAltNames?: string[];
}

/** The options in Istio's words. */
export function tlsOptionsJson(scope: IConstruct, { minimumVersion, cipherSuites, subjectAltNames }: MutualGatewayTlsOptions): Json {
  for (const [what, list] of Object.entries<string[] | undefined>({ cipherSuites, subjectAltNames })) {
    if (list?.length === 0) {
      fail(scope, `has TLS with empty ${what}, which Istio takes for none said: name at least one, or leave it out`);
    }
    const twin = list?.find((one, at) => list.indexOf(one) < at);
    if (twin !== undefined) {
      fail(scope, `has TLS with ${what} ${show(twin)} twice: name it once`);
    }
  }
  if (cipherSuites && minimumVersion === TlsVersion.V1_3) {
    fail(scope, 'has TLS of version 1.3 alone and cipherSuites, which are those of 1.2: leave one of them out');
  }
  return { minProtocolVersion: minimumVersion, cipherSuites, subjectAltNames };
}
