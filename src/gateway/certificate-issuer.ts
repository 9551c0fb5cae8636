import { Json } from '../core/mesh-object';

/**
 * An issuer of cert-manager.
 */
export class CertificateIssuer {
  /**
   * An issuer for the whole cluster (`ClusterIssuer`).
   *
   * @param name its name
   */
  public static clusterIssuer(name: string): CertificateIssuer {
    return new CertificateIssuer('ClusterIssuer', name);
  }

  /**
   * An issuer of the namespace in which the gateway's pods run (`Issuer`).
   *
   * @param name its name
   */
  public static issuer(name: string): CertificateIssuer {
    return new CertificateIssuer('Issuer', name);
  }

  private constructor(private readonly kind: string, private readonly name: string) {}

  /** @internal */
  public _toJson(): Json {
    return { group: 'cert-manager.io', kind: this.kind, name: this.name };
  }
}
