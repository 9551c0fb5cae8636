import { IConstruct } from 'constructs';
import { SpanTag } from './span-tag';
import { TracingProvider } from './tracing-provider';
import { TrafficSide } from './traffic-side';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';

/** Istio takes hundredths of a percent. */
const STEPS = 100;

/**
 * How requests are traced. What is left out is as wider scopes say.
 */
export interface TracingOptions {
  /**
   * To whom spans are reported (`providers`). Istio takes one.
   *
   * @default - that of the wider scope; the mesh must have one
   */
  readonly provider?: TracingProvider;

  /**
   * The share of the requests, in percent, that are traced (`randomSamplingPercentage`), in hundredths. The first proxy on a request's way decides, and those behind
   * it follow: for what enters by a gateway, that is the gateway's.
   *
   * @default - that of the wider scope; 1 in Istio's own installation
   */
  readonly samplingPercent?: number;

  /**
   * Further tags of every span, by their names (`customTags`). They take the place of those of wider scopes.
   *
   * @default - those of the wider scope
   */
  readonly tags?: { [name: string]: SpanTag };

  /**
   * Whether spans have Istio's own tags, for example `istio.canonical_service` (`enableIstioTags`).
   *
   * @default - as the wider scope says; true in Istio
   */
  readonly istioTags?: boolean;

  /**
   * Whether the id of a request decides with others whether it is traced (`useRequestIdForTraceSampling`). Say no where ids come from elsewhere and are none of Envoy's.
   *
   * @default - as the wider scope says; true in Istio
   */
  readonly useRequestIdForSampling?: boolean;

  /**
   * Whether requests go on with the headers of their trace (`disableContextPropagation`). Say no for an egress gateway, so that servers outside learn nothing.
   *
   * @default - as the wider scope says; true in Istio
   */
  readonly propagateHeaders?: boolean;

  /**
   * The side for which it holds (`match.mode`): the spans of calls, or those of being called.
   *
   * @default - both
   */
  readonly side?: TrafficSide;
}

/**
 * Whether and how requests are traced (`tracing`).
 */
export class Tracing {
  /**
   * Requests are traced.
   *
   * @param options by whom, how many, with which tags
   */
  public static on(options: TracingOptions = {}): Tracing {
    return new Tracing(options);
  }

  /**
   * No spans are reported, whatever wider scopes say (`disableSpanReporting`). Traces go on behind the workload, as long as it passes their headers on.
   */
  public static off(): Tracing {
    return new Tracing();
  }

  private constructor(private readonly options?: TracingOptions) {}

  /** @internal */
  public get _off(): boolean {
    return this.options === undefined;
  }

  /** @internal */
  public get _provider(): TracingProvider | undefined {
    return this.options?.provider;
  }

  /** @internal */
  public get _side(): TrafficSide | undefined {
    return this.options?.side;
  }

  /** @internal `again` where a wider scope has switched it off */
  public _toJson(scope: IConstruct, again: boolean): Json {
    if (!this.options) {
      return { disableSpanReporting: true };
    }
    const { provider, samplingPercent, tags = {}, istioTags, useRequestIdForSampling, propagateHeaders, side } = this.options;
    return {
      match: side && { mode: side },
      providers: provider && [{ name: provider.providerName }],
      randomSamplingPercentage: samplingPercent === undefined ? undefined : sampling(scope, samplingPercent),
      disableSpanReporting: again ? false : undefined,
      customTags: Object.keys(tags).length > 0 ? tagsJson(scope, tags) : undefined,
      enableIstioTags: istioTags,
      useRequestIdForTraceSampling: useRequestIdForSampling,
      disableContextPropagation: propagateHeaders === undefined ? undefined : !propagateHeaders,
    };
  }
}

function sampling(scope: IConstruct, percent: number): number {
  const steps = percent * STEPS;
  if (!(percent >= 0 && percent <= 100) || Math.abs(steps - Math.round(steps)) > 1e-9) {
    fail(scope, `samplingPercent ${percent} is not allowed: use a number from 0 to 100, in hundredths, for example 0.05`);
  }
  return percent;
}

function tagsJson(scope: IConstruct, tags: { [name: string]: SpanTag }): Json {
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => {
    if (name.trim() === '') {
      fail(scope, 'has a span\'s tag without a name: give it one');
    }
    return [name, tag._toJson(scope)];
  }));
}
