import { IConstruct } from 'constructs';
import { AccessLogProvider } from './access-log-provider';
import { LogFilter } from './log-filter';
import { sidesOf, TrafficSide } from './traffic-side';
import { Json } from '../core/mesh-object';

/**
 * What is logged, and on which side.
 */
export interface AccessLogOptions {
  /**
   * Which requests and connections are logged.
   *
   * @default - all
   */
  readonly filter?: LogFilter;

  /**
   * The side on which they are logged (`match.mode`). A call between two workloads of the mesh is seen on both.
   *
   * @default - both
   */
  readonly side?: TrafficSide;
}

/**
 * The side on which nothing is to be logged.
 */
export interface NoAccessLogOptions {
  /**
   * The side (`match.mode`).
   *
   * @default - both
   */
  readonly side?: TrafficSide;
}

/**
 * Which requests and connections are logged, and where to (`accessLogging`). What a narrower scope says for a side takes the place of all that wider ones say for it.
 */
export class AccessLogs {
  /**
   * Logs go to a provider.
   *
   * @param provider the provider
   * @param options what is logged, and on which side
   */
  public static to(provider: AccessLogProvider, options: AccessLogOptions = {}): AccessLogs {
    return new AccessLogs(options.side, provider, options.filter);
  }

  /**
   * Nothing is logged, whatever wider scopes say (`disabled`).
   *
   * @param options on which side
   */
  public static off(options: NoAccessLogOptions = {}): AccessLogs {
    return new AccessLogs(options.side);
  }

  private constructor(
    /** @internal */
    public readonly _side: TrafficSide | undefined,
    /** @internal none: nothing is logged */
    public readonly _provider?: AccessLogProvider,
    private readonly filter?: LogFilter,
  ) {}

  /** @internal */
  public get _sides(): readonly TrafficSide[] {
    return sidesOf(this._side);
  }

  /** @internal `inherited` are the providers of wider scopes, where Istio would not find all of them by itself */
  public _toJson(scope: IConstruct, inherited: readonly AccessLogProvider[]): Json {
    const providers = this._provider ? [this._provider] : inherited;
    return {
      match: this._side && { mode: this._side },
      providers: providers.length > 0 ? providers.map(({ providerName: name }) => ({ name })) : undefined,
      disabled: this._provider ? undefined : true,
      filter: this.filter && { expression: this.filter._toCel(scope) },
    };
  }
}
