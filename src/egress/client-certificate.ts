import { Construct } from 'constructs';
import { checkPath } from './proxy-file';
import { Json } from '../core/mesh-object';
import { checkDnsSubdomain } from '../core/values';

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
    return new ClientCertificate(scope => ({ credentialName: checkDnsSubdomain(scope, 'Secret of the client certificate', name) }), name);
  }

  /**
   * One of files that are mounted into the proxy.
   *
   * @param certificate the path of the certificate, with those between it and its authority
   * @param privateKey the path of its key
   */
  public static files(certificate: string, privateKey: string): ClientCertificate {
    return new ClientCertificate(scope => ({
      clientCertificate: checkPath(scope, 'client certificate', certificate),
      privateKey: checkPath(scope, 'key of the client certificate', privateKey),
    }));
  }

  private constructor(private readonly fields: (scope: Construct) => Json, /** @internal */ public readonly _secret?: string) {}

  /** @internal */
  public _toJson(scope: Construct): Json {
    return this.fields(scope);
  }
}
