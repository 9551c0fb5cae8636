import { Duration, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ADD_ON_IMAGES } from './add-on-images';
import { AddOnStorage, dataVolume } from './add-on-storage';
import { checkUrl } from './add-on-url';
import { addConfiguration, allowReading, deployAddOn } from './deploy-add-on';
import { prometheusDuration } from './prometheus-duration';
import { prometheusConfig, ScrapeScope } from './scrape-config';

/**
 * How Prometheus keeps what it reads.
 */
export interface PrometheusOptions {
  /**
   * For how long (`--storage.tsdb.retention.time`).
   *
   * @default Duration.days(15)
   */
  readonly retention?: Duration;

  /**
   * Where.
   *
   * @default - as long as the pod lives
   */
  readonly storage?: AddOnStorage;
}

/**
 * Where the metrics of a mesh are.
 */
export class PrometheusAddOn {
  /**
   * In a Prometheus that the stack deploys. It reads the proxies of pods and gateways at port 15020, the control plane, and pods outside of the mesh that ask for it
   * by the annotation `prometheus.io/scrape`.
   *
   * @param options how it keeps them
   */
  public static deploy(options: PrometheusOptions = {}): PrometheusAddOn {
    return new PrometheusAddOn(options, undefined);
  }

  /**
   * In one that stands already.
   *
   * @param url its address, for example 'http://prometheus.monitoring:9090'
   */
  public static existing(url: string): PrometheusAddOn {
    return new PrometheusAddOn(undefined, url);
  }

  private constructor(private readonly options: PrometheusOptions | undefined, private readonly url: string | undefined) {}

  /** @internal */
  public get _isDeployed(): boolean {
    return this.options !== undefined;
  }

  /** @internal answers its address */
  public _add(scope: Construct, namespace: string, scrape: ScrapeScope, ruleFiles: () => { [file: string]: string }): string {
    if (!this.options) {
      return checkUrl(scope, 'address of Prometheus', this.url!);
    }
    const { storage, retention = Duration.days(15) } = this.options;
    const name = 'prometheus';
    allowReading(scope, { name, namespace }, [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }], scrape.namespaces);
    addConfiguration(scope, name, namespace, Lazy.any({
      produce: () => ({ 'prometheus.yml': Yaml.stringify(prometheusConfig(scrape)), ...ruleFiles() }),
    }));
    deployAddOn(scope, {
      name,
      namespace,
      image: ADD_ON_IMAGES.prometheus,
      user: 65534,
      args: [
        '--config.file=/etc/prometheus/prometheus.yml',
        // The kubelet brings a changed ConfigMap into the pod within a minute or so, and Prometheus looks for it.
        '--enable-feature=auto-reload-config',
        '--storage.tsdb.path=/prometheus',
        `--storage.tsdb.retention.time=${prometheusDuration(scope, 'retention', retention)}`,
      ],
      ports: [{ name: 'http', port: 9090 }],
      health: { port: 'http', ready: '/-/ready', alive: '/-/healthy' },
      resources: { cpu: '200m', memory: '512Mi' },
      memoryLimit: '4Gi',
      volumes: [{ name: 'configuration', configMap: { name } }, dataVolume(scope, name, namespace, storage)],
      mounts: [{ name: 'configuration', mountPath: '/etc/prometheus', readOnly: true }, { name: 'data', mountPath: '/prometheus' }],
      asksKubernetes: true,
      ownsData: storage !== undefined,
    });
    return `http://${name}.${namespace}:9090`;
  }
}
