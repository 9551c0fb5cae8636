/**
 * The least version of TLS that is taken (`minProtocolVersion`). Older ones than these are withdrawn (RFC 8996).
 */
export enum TlsVersion {
  /** TLS 1.2, Istio's own default. */
  V1_2 = 'TLSV1_2',
  /** TLS 1.3. */
  V1_3 = 'TLSV1_3',
}
