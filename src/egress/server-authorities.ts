import { Construct } from 'constructs';
import { checkPath } from './proxy-file';
import { Json } from '../core/mesh-object';
import { checkDnsLabel, checkDnsSubdomain } from '../core/values';

/**
 * Who may have issued the certificate of an external server.
 */
export class ServerAuthorities {
  /**
   * The public authorities, as the proxy's image has them.
   */
  public static system(): ServerAuthorities {
    return new ServerAuthorities(() => ({ caCertificates: 'system' }));
  }

  /**
   * Those of a file that is mounted into the proxy.
   *
   * @param path the file's path
   */
  public static file(path: string): ServerAuthorities {
    return new ServerAuthorities(scope => ({ caCertificates: checkPath(scope, 'authorities', path) }));
  }

  /**
   * Those of a ConfigMap, under the key `ca.crt`. Every proxy of the mesh can have it, without a mount.
   *
   * @param namespace its namespace
   * @param name its name
   */
  public static configMap(namespace: string, name: string): ServerAuthorities {
    return new ServerAuthorities(scope => {
      checkDnsLabel(scope, 'namespace of the authorities', namespace);
      return { credentialName: `configmap://${namespace}/${checkDnsSubdomain(scope, 'ConfigMap of the authorities', name)}` };
    });
  }

  /**
   * Those of a Secret, under the key `ca.crt`, which an egress gateway reads.
   *
   * @param name the Secret, in the namespace of the gateway's pods
   */
  public static secret(name: string): ServerAuthorities {
    return new ServerAuthorities(scope => ({ credentialName: checkDnsSubdomain(scope, 'Secret of the authorities', name) }), name);
  }

  private constructor(private readonly fields: (scope: Construct) => Json, /** @internal */ public readonly _secret?: string) {}

  /** @internal */
  public _toJson(scope: Construct): Json {
    return this.fields(scope);
  }
}
