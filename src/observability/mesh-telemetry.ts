import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { AccessLogs } from './access-logs';
import { MetricsOverride } from './metrics-override';
import { MetricsProvider } from './metrics-provider';
import { Tracing } from './tracing';
import { TrafficSide } from './traffic-side';
import { checkDeclared } from '../core/declared-providers';
import { fail } from '../core/errors';
import { ExtensionProvider } from '../core/extension-provider';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { istioDuration } from '../core/values';
import { PolicyScope, ResolvedScope } from '../security/policy-scope';

/**
 * What the proxies of some workloads tell of their traffic (`Telemetry`).
 */
export interface MeshTelemetryProps {
  /**
   * For whom it holds. What a narrower scope says wins over what a wider one says of the same: service or gateway, then namespace, then mesh.
   *
   * @default PolicyScope.namespace()
   */
  readonly scope?: PolicyScope;

  /**
   * Whether and how requests are traced (`tracing`).
   *
   * @default - as the wider scope says; no traces in Istio
   */
  readonly tracing?: Tracing;

  /**
   * Which requests and connections are logged, and where to (`accessLogging`).
   *
   * @default - as the wider scope says; no logs in Istio
   */
  readonly accessLogs?: AccessLogs[];

  /**
   * How metrics differ from Istio's, in the order in which it is applied (`metrics.overrides`).
   *
   * @default - as the wider scope says
   */
  readonly metrics?: MetricsOverride[];

  /**
   * Who gets the metrics (`metrics.providers`).
   *
   * @default - that of the wider scope; Prometheus in Istio's own installation
   */
  readonly metricsProvider?: MetricsProvider;

  /**
   * How often proxies count on while a TCP connection is open (`metrics.reportingInterval`). Whole milliseconds.
   *
   * @default - as the wider scope says; 5 seconds in Istio
   */
  readonly metricsInterval?: Duration;
}

/**
 * Says what proxies tell of the traffic of the mesh, a namespace, a service or a gateway: traces, access logs, metrics.
 *
 * A scope has one: of two for a namespace Istio follows the older and ignores the other, and two for a workload it mixes.
 */
export class MeshTelemetry extends Construct {
  private readonly resolved: ResolvedScope;
  private readonly tracing?: Tracing;
  private readonly logs: readonly AccessLogs[];

  constructor(scope: Construct, id: string, props: MeshTelemetryProps) {
    super(scope, id);
    this.resolved = (props.scope ?? PolicyScope.namespace())._resolve(this);
    this.tracing = props.tracing;
    this.logs = props.accessLogs ?? [];
    const { name, namespace, labels, what } = this.resolved;
    MeshSettings.of(this)._claim(this, keyOf(namespace, labels), `the telemetry of ${what}`, 'Istio would follow the older one, or mix the two; say all in one');
    const metrics = this.metricsJson(props);
    if (!this.tracing && this.logs.length === 0 && !metrics) {
      fail(this, 'says nothing: give tracing, accessLogs or metrics');
    }
    this.checkSides([this.tracing, ...this.logs, ...props.metrics ?? []].map(one => one?._side));
    this.checkTracing();
    this.checkLogs();
    this.checkProviders(props);
    new MeshObject(this, 'Resource', {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      name,
      namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({
            selector: labels && { matchLabels: labels },
            tracing: this.tracing && [this.tracing._toJson(this, this.wider().some(one => one.tracing?._off))],
            accessLogging: this.logsJson(),
            metrics,
          }),
        }),
      },
    });
  }

  private metricsJson({ metrics = [], metricsProvider, metricsInterval }: MeshTelemetryProps): Json[] | undefined {
    for (const side of [TrafficSide.CLIENT, TrafficSide.SERVER]) {
      const ofSide = metrics.filter(one => one._sides.includes(side));
      const silence = ofSide.findIndex(one => one._silences);
      if (silence >= 0 && silence < ofSide.length - 1) {
        fail(this, 'switches all metrics off and then says more of some, by which Istio switches all of them on again: switch off those that are not wanted, one by one');
      }
    }
    if (metrics.length === 0 && !metricsProvider && !metricsInterval) {
      return undefined;
    }
    return [{
      providers: metricsProvider && [{ name: metricsProvider.providerName }],
      overrides: metrics.length > 0 ? metrics.map(one => one._toJson(this)) : undefined,
      reportingInterval: metricsInterval && istioDuration(this, 'metricsInterval', metricsInterval),
    }];
  }

  /** To Istio all traffic of a gateway is a client's. */
  private checkSides(sides: readonly (TrafficSide | undefined)[]): void {
    if (this.resolved.gateway && sides.includes(TrafficSide.SERVER)) {
      fail(this, `holds for ${this.resolved.what}, a gateway, and has something for TrafficSide.SERVER, which gateways never are to Istio: leave the side out`);
    }
  }

  private checkTracing(): void {
    if (!this.tracing) {
      return;
    }
    this.tracing._toJson(this, false);
    const { namespace, labels } = this.resolved;
    if (!this.tracing._off && !this.tracing._provider && !labels && namespace === MeshSettings.of(this).rootNamespace) {
      fail(this, 'traces the mesh and has no provider, so no span would be reported: give tracing a provider, for example TracingProvider.openTelemetryGrpc(...)');
    }
  }

  /** Of several for one provider Istio takes the last, and beside what is switched off it mixes them. */
  private checkLogs(): void {
    this.logs.forEach(one => one._toJson(this, []));
    for (const side of [TrafficSide.CLIENT, TrafficSide.SERVER]) {
      const providers = this.logs.filter(one => one._sides.includes(side)).map(one => one._provider);
      const twice = providers.find((one, index) => providers.indexOf(one) !== index);
      if (twice) {
        fail(this, `has two accessLogs to '${twice.providerName}' for one side, of which Istio follows the last: join their filters by LogFilter.or, or give each its side`);
      }
      if (providers.includes(undefined) && providers.length > 1) {
        fail(this, 'has accessLogs and AccessLogs.off() for one side: remove the one that is not meant, or give each its side');
      }
    }
  }

  private checkProviders({ metricsProvider }: MeshTelemetryProps): void {
    const used: (ExtensionProvider | undefined)[] = [this.tracing?._provider, ...this.logs.map(one => one._provider), metricsProvider];
    const providers = [...new Set(used.filter(one => one !== undefined))];
    providers.forEach(one => one._toJson(this));
    checkDeclared(this, ...providers);
  }

  private logsJson(): Json[] | undefined {
    if (this.logs.length === 0) {
      return undefined;
    }
    // Istio switches off what stands last before it, so what is switched off comes first, and by name where wider scopes have more than one.
    const wider = this.wider().flatMap(one => one.logs).filter(one => one._provider);
    const inherited = wider.length > 1 ? [...new Set(wider.map(one => one._provider!))] : [];
    return [...this.logs.filter(one => !one._provider), ...this.logs.filter(one => one._provider)].map(one => one._toJson(this, inherited));
  }

  /** What this app says for wider scopes, the widest first. */
  private wider(): MeshTelemetry[] {
    const { namespace, labels } = this.resolved;
    const settings = MeshSettings.of(this);
    const namespaces = [...new Set([settings.rootNamespace, namespace])].filter(one => labels !== undefined || one !== namespace);
    return namespaces.map(one => settings._claims.get(keyOf(one))).filter(one => one instanceof MeshTelemetry);
  }
}

function keyOf(namespace: string, labels: { readonly [name: string]: string } = {}): string {
  return `telemetry ${namespace}/${Object.entries(labels).map(([name, value]) => `${name}=${value}`).sort().join(',')}`;
}
