import { ExtensionProvider } from '../core/extension-provider';
import { Json } from '../core/mesh-object';

/**
 * Who gets the metrics of the proxies.
 */
export class MetricsProvider extends ExtensionProvider {
  /**
   * Prometheus, which reads them from each proxy (`prometheus`). It comes with Istio, so it need not be declared, and is what metrics go to when nothing is said.
   */
  public static prometheus(): MetricsProvider {
    MetricsProvider.own ??= new MetricsProvider('prometheus');
    return MetricsProvider.own;
  }

  private static own?: MetricsProvider;

  private constructor(providerName: string) {
    super(providerName);
  }

  /** @internal */
  public get _builtIn(): boolean {
    return true;
  }

  /** @internal */
  public _toJson(): Json {
    return { prometheus: {} };
  }
}
