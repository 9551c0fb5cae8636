import { Json } from '../core/mesh-object';

/**
 * The certificate that a proxy shows to an external server.
 */
export class ClientCertificate {
  /**
   * One of a Secret, which an egress gateway reads: Istio gives Secrets to gateways, not to the proxies of applications.
   *
   * @param name the Secret, in the namespace of the gateway's pods, with `tls.crt`, `tls.key` and, as `ca.crt`, the authorities of the server
   */
  public static secret(name: string): ClientCertificate {
    return new ClientCertificate({ credentialName: name }, name);
  }

  /**
   * One of files that are mounted into the proxy.
   *
   * @param certificate the path of the certificate, with those between it and its authority
   * @param privateKey the path of its key
   */
  public static files(certificate: string, privateKey: string): ClientCertificate {
    return new ClientCertificate({ clientCertificate: certificate, privateKey });
  }

  private constructor(private readonly fields: Json, /** @internal */ public readonly _secret?: string) {}

  /** @internal */
  public _toJson(): Json {
    return this.fields;
  }
}
