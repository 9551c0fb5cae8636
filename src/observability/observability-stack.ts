import { Construct, IConstruct } from 'constructs';
import { GrafanaAddOn } from './grafana-add-on';
import { JaegerAddOn } from './jaeger-add-on';
import { KialiAddOn } from './kiali-add-on';
import { PrometheusAddOn } from './prometheus-add-on';
import { fail } from '../core/errors';
import { namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';
import { IMeshService } from '../service/i-mesh-service';

/**
 * What shows the mesh.
 */
export interface ObservabilityStackProps {
  /**
   * Where metrics are.
   *
   * @default PrometheusAddOn.deploy()
   */
  readonly prometheus?: PrometheusAddOn;

  /**
   * Where dashboards are shown.
   *
   * @default GrafanaAddOn.deploy()
   */
  readonly grafana?: GrafanaAddOn;

  /**
   * Whether there is a picture of the mesh.
   *
   * @default KialiAddOn.deploy()
   */
  readonly kiali?: KialiAddOn;

  /**
   * Where traces are collected.
   *
   * @default JaegerAddOn.deploy()
   */
  readonly jaeger?: JaegerAddOn;

  /**
   * The namespaces of the mesh into which Prometheus and Kiali may look: a Role in each of them, in the root namespace and in the stack's own.
   *
   * @default - all, by a ClusterRole
   */
  readonly namespaces?: string[];
}

/**
 * Prometheus, Grafana, Kiali and Jaeger, set up to work together, in the chart's namespace. Each can be left out, or be one that stands already.
 *
 * They stand outside of the mesh: Prometheus reads proxies at a port that nothing captures, whatever mutual TLS demands, and spans come in plain text. All run
 * without root, with a read-only file system and without capabilities; no secret stands in the output.
 */
export class ObservabilityStack extends Construct {
  /**
   * The namespace of the servers.
   */
  public readonly namespace: string;

  /**
   * The address of Prometheus, as seen in the cluster.
   */
  public readonly prometheusUrl: string;

  /**
   * The address of Grafana; undefined without one.
   */
  public readonly grafanaUrl?: string;

  /**
   * The address of Kiali; undefined without one.
   */
  public readonly kialiUrl?: string;

  /**
   * The address of Jaeger's query service; undefined without one.
   */
  public readonly jaegerUrl?: string;

  /**
   * The Service that takes spans, for a tracing provider: OTLP by gRPC at port 4317 and by HTTP at 4318, Zipkin's protocol at 9411. Undefined unless the stack deploys Jaeger.
   */
  public readonly tracing?: IMeshService;

  private readonly dashboards = new Map<string, string>();
  private readonly ruleFiles = new Map<string, string>();
  private readonly prometheus: PrometheusAddOn;
  private readonly grafana: GrafanaAddOn;

  constructor(scope: Construct, id: string, props: ObservabilityStackProps = {}) {
    super(scope, id);
    this.namespace = namespaceOf(this);
    const { rootNamespace } = MeshSettings.of(this);
    if (props.namespaces?.length === 0) {
      fail(this, 'has an empty list of namespaces and would see none of the mesh: name at least one, or leave namespaces out for all');
    }
    const given = props.namespaces?.map(name => checkDnsLabel(this, 'namespaces', name));
    const namespaces = given && [...new Set([...given, rootNamespace, this.namespace])].sort();

    this.prometheus = props.prometheus ?? PrometheusAddOn.deploy();
    this.grafana = props.grafana ?? GrafanaAddOn.deploy();
    this.prometheusUrl = this.prometheus._add(this, this.namespace, { rootNamespace, namespaces }, () => Object.fromEntries(this.ruleFiles));
    const jaeger = (props.jaeger ?? JaegerAddOn.deploy())._add(this, this.namespace);
    [this.jaegerUrl, this.tracing] = [jaeger.url, jaeger.service];
    const urls = { prometheusUrl: this.prometheusUrl, jaegerUrl: this.jaegerUrl };
    const dashboards = () => [...this.dashboards].map(([name, file]) => ({ name, file }));
    this.grafanaUrl = this.grafana._add(this, this.namespace, { ...urls, dashboards });
    this.kialiUrl = (props.kiali ?? KialiAddOn.deploy())._add(this, this.namespace, { ...urls, grafanaUrl: this.grafanaUrl, namespaces });
  }

  /** @internal lets Grafana show what stands in a ConfigMap of the stack's namespace */
  public _showDashboard(owner: IConstruct, configMap: string, file: string): void {
    if (!this.grafana._isDeployed) {
      fail(owner, `is to be shown by '${this.node.path}', which deploys no Grafana: leave stack out, and its ConfigMap carries the label that Grafana's sidecar looks for`);
    }
    this.dashboards.set(configMap, file);
  }

  /** @internal lets Prometheus evaluate a file of rules */
  public _evaluate(owner: IConstruct, file: string, text: string): void {
    if (!this.prometheus._isDeployed) {
      fail(owner, `is to be evaluated by '${this.node.path}', which deploys no Prometheus: leave stack out for a PrometheusRule`);
    }
    if (this.ruleFiles.has(file)) {
      fail(owner, `writes rules to ${file} of '${this.node.path}', which others have already: give one of them another name`);
    }
    this.ruleFiles.set(file, text);
  }
}
