import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ADD_ON_IMAGES } from './add-on-images';
import { AddOnStorage, dataVolume } from './add-on-storage';
import { checkUrl } from './add-on-url';
import { addConfiguration, deployAddOn } from './deploy-add-on';
import { Json } from '../core/mesh-object';
import { IMeshService } from '../service/i-mesh-service';
import { MeshService } from '../service/mesh-service';
import { PortProtocol } from '../service/port';

/**
 * How Jaeger keeps traces.
 */
export interface JaegerOptions {
  /**
   * Where.
   *
   * @default - the last 100,000 traces, in memory
   */
  readonly storage?: AddOnStorage;
}

/** What the stack knows of Jaeger. */
export interface KnownJaeger {
  readonly url?: string;
  /** Its Service, where the stack deploys it. */
  readonly service?: IMeshService;
}

const PORTS = [
  { name: 'grpc-otlp', port: 4317, protocol: PortProtocol.GRPC },
  { name: 'http-otlp', port: 4318, protocol: PortProtocol.HTTP },
  { name: 'http-zipkin', port: 9411, protocol: PortProtocol.HTTP },
  { name: 'http-query', port: 16686, protocol: PortProtocol.HTTP },
];

/**
 * Where traces are collected.
 */
export class JaegerAddOn {
  /**
   * In a Jaeger that the stack deploys: one process that takes spans over OTLP (gRPC at port 4317, HTTP at 4318) and Zipkin's protocol (9411), keeps and shows them.
   *
   * @param options how it keeps them
   */
  public static deploy(options: JaegerOptions = {}): JaegerAddOn {
    return new JaegerAddOn(options, undefined);
  }

  /**
   * In one that stands already; Grafana and Kiali ask it.
   *
   * @param url the address of its query service, for example 'http://jaeger.monitoring:16686'
   */
  public static existing(url: string): JaegerAddOn {
    return new JaegerAddOn(undefined, url);
  }

  /**
   * Nowhere.
   */
  public static none(): JaegerAddOn {
    return new JaegerAddOn(undefined, undefined);
  }

  private constructor(private readonly options: JaegerOptions | undefined, private readonly url: string | undefined) {}

  /** @internal */
  public _add(scope: Construct, namespace: string): KnownJaeger {
    if (!this.options) {
      return { url: this.url === undefined ? undefined : checkUrl(scope, 'address of Jaeger', this.url) };
    }
    const { storage } = this.options;
    const name = 'jaeger';
    addConfiguration(scope, name, namespace, { 'config.yaml': Yaml.stringify(configuration(storage !== undefined)) });
    deployAddOn(scope, {
      name,
      namespace,
      image: ADD_ON_IMAGES.jaeger,
      user: 10001,
      args: ['--config=/etc/jaeger/config.yaml'],
      ports: [...PORTS.map(port => ({ name: port.name, port: port.port })), { name: 'http-health', port: 13133 }, { name: 'http-metrics', port: 8888 }],
      health: { port: 'http-health', ready: '/status', alive: '/status' },
      resources: { cpu: '100m', memory: '256Mi' },
      memoryLimit: '2Gi',
      volumes: [{ name: 'configuration', configMap: { name } }, dataVolume(scope, name, namespace, storage), { name: 'tmp', emptyDir: {} }],
      mounts: [
        { name: 'configuration', mountPath: '/etc/jaeger', readOnly: true },
        { name: 'data', mountPath: '/var/lib/jaeger' },
        { name: 'tmp', mountPath: '/tmp' },
      ],
      metricsPort: 8888,
      asksKubernetes: false,
      ownsData: storage !== undefined,
    });
    return {
      url: `http://${name}.${namespace}:16686`,
      service: MeshService.fromServiceAttributes(scope, 'tracing', { serviceName: name, namespace, ports: PORTS, serviceAccountName: name }),
    };
  }
}

/** Jaeger 2 is a collector of OpenTelemetry, and is told what to do as one. */
function configuration(persistent: boolean): Json {
  const directories = { keys: '/var/lib/jaeger/keys', values: '/var/lib/jaeger/values' };
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp', 'zipkin'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: { level: 'normal', readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] },
      },
    },
    extensions: {
      jaeger_storage: { backends: { traces: persistent ? { badger: { ephemeral: false, directories } } : { memory: { max_traces: 100000 } } } },
      jaeger_query: { storage: { traces: 'traces' }, http: { endpoint: '0.0.0.0:16686' } },
      healthcheckv2: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } },
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
      zipkin: { endpoint: '0.0.0.0:9411' },
    },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'traces' } },
  };
}
