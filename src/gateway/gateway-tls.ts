import { CertificateIssuer } from './certificate-issuer';

/**
 * How a gateway serves hosts over TLS (`Gateway.servers.tls`).
 */
export class GatewayTls {
  /**
   * The gateway shows a certificate and ends TLS (`SIMPLE`).
   *
   * @param credentialName the Secret with `tls.crt` and `tls.key`, in the namespace in which the gateway's pods run
   */
  public static simple(credentialName: string): GatewayTls {
    return new GatewayTls('SIMPLE', credentialName);
  }

  /**
   * As `simple`, and clients must show a certificate too (`MUTUAL`).
   *
   * @param credentialName the Secret with `tls.crt`, `tls.key` and `ca.crt`, in the namespace in which the gateway's pods run
   */
  public static mutual(credentialName: string): GatewayTls {
    return new GatewayTls('MUTUAL', credentialName);
  }

  /**
   * As `simple`, with a certificate that cert-manager issues and renews for the hosts.
   *
   * @param issuer who issues it
   */
  public static certManager(issuer: CertificateIssuer): GatewayTls {
    return new GatewayTls('SIMPLE', undefined, issuer);
  }

  /**
   * The gateway passes TLS on by server name (SNI); the service ends it (`PASSTHROUGH`).
   */
  public static passthrough(): GatewayTls {
    return new GatewayTls('PASSTHROUGH');
  }

  private constructor(
    /** @internal */
    public readonly _mode: 'SIMPLE' | 'MUTUAL' | 'PASSTHROUGH',
    /** @internal */
    public readonly _credentialName?: string,
    /** @internal */
    public readonly _issuer?: CertificateIssuer,
  ) {}
}
