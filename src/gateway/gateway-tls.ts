import { CertificateIssuer } from './certificate-issuer';
import { GatewayTlsOptions, MutualGatewayTlsOptions } from './gateway-tls-options';

/**
 * How a gateway serves hosts over TLS (`Gateway.servers.tls`).
 */
export class GatewayTls {
  /**
   * The gateway shows a certificate and ends TLS (`SIMPLE`).
   *
   * @param credentialName the Secret with `tls.crt` and `tls.key`, in the namespace in which the gateway's pods run
   * @param options what is asked of TLS
   */
  public static simple(credentialName: string, options: GatewayTlsOptions = {}): GatewayTls {
    return new GatewayTls('SIMPLE', credentialName, undefined, options);
  }

  /**
   * As `simple`, and clients must show a certificate too (`MUTUAL`).
   *
   * @param credentialName the Secret with `tls.crt`, `tls.key` and `ca.crt`, in the namespace in which the gateway's pods run
   * @param options what is asked of TLS and of clients
   */
  public static mutual(credentialName: string, options: MutualGatewayTlsOptions = {}): GatewayTls {
    return new GatewayTls('MUTUAL', credentialName, undefined, options);
  }

  /**
   * As `simple`, with a certificate that cert-manager issues and renews for the hosts.
   *
   * @param issuer who issues it
   * @param options what is asked of TLS
   */
  public static certManager(issuer: CertificateIssuer, options: GatewayTlsOptions = {}): GatewayTls {
    return new GatewayTls('SIMPLE', undefined, issuer, options);
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
    /** @internal */
    public readonly _options: MutualGatewayTlsOptions = {},
  ) {}
}
