import { IConstruct } from 'constructs';
import { IMeshHost } from './mesh-host';

/**
 * Something beside the mesh that its proxies use: for tracing, logs, metrics or authorization (`meshConfig.extensionProviders`).
 *
 * A provider is declared once, by `MeshSettings.addExtensionProviders`, and used by reference. The control plane must be installed with
 * `MeshSettings.controlPlaneValues()`, which name it.
 */
export abstract class ExtensionProvider {
  /**
   * The name by which policies refer to the provider.
   */
  public readonly providerName: string;

  /**
   * The service that the proxies talk to; undefined where they talk to none.
   */
  public readonly service?: IMeshHost;

  /** @internal */
  protected constructor(providerName: string, service?: IMeshHost) {
    this.providerName = providerName;
    this.service = service;
  }

  /** @internal whether it comes with Istio, so that nobody need declare it */
  public get _builtIn(): boolean {
    return false;
  }

  /** @internal the provider as MeshConfig has it, without its name; `scope` is what the settings are for */
  public abstract _toJson(scope: IConstruct): { [key: string]: any };
}
