import { Lazy, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { RedisStore } from './redis-store';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkAtLeast } from '../core/values';
import { MeshService } from '../service/mesh-service';
import { PortProtocol } from '../service/port';
import { ServiceVersion } from '../service/service-version';

const GRPC = 8081;
const HTTP = 8080;
const ROOT = '/data';

/**
 * Envoy's rate limit service, which counts for all proxies together.
 */
export interface RateLimitServiceProps {
  /**
   * The name of the Service, its ServiceAccount and its ConfigMap.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The image. Its makers publish one for each commit.
   *
   * @default 'docker.io/envoyproxy/ratelimit:3fb70258'
   */
  readonly image?: string;

  /**
   * The number of pods.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Where counts are kept.
   *
   * @default RedisStore.own()
   */
  readonly redis?: RedisStore;
}

/**
 * Envoy's rate limit service with its Redis: the place where the proxies of all pods count together (`GlobalRateLimit`).
 *
 * Its configuration, a ConfigMap with one file for each `GlobalRateLimit`, is read again when the kubelet has brought a change to the pods, about a
 * minute after it is applied; pods are not replaced, and
 * counts go on.
 */
export class RateLimitService extends Construct {
  /**
   * The service that the proxies call, by gRPC on port 8081.
   */
  public readonly service: MeshService;

  /**
   * Its only version: the Deployment, to patch it.
   */
  public readonly version: ServiceVersion;

  /**
   * Its Redis; undefined for one that was there already.
   */
  public readonly redis?: MeshService;

  private readonly domains = new Map<string, () => Json[]>();

  constructor(scope: Construct, id: string, props: RateLimitServiceProps = {}) {
    super(scope, id);
    const name = props.name ?? id;
    const redis = (props.redis ?? RedisStore.own())._bind(this, name);
    this.redis = redis.service;
    this.service = new MeshService(this, 'service', { name, port: GRPC, protocol: PortProtocol.GRPC, calls: [redis.host] });
    const config = new MeshObject(this, 'Config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      namespace: this.service.namespace,
      labels: this.service.podLabels,
      fields: { data: Lazy.any({ produce: () => this.files() }) },
    });
    const configMap = kplus.ConfigMap.fromConfigMapName(this, 'config-map', config.name);
    this.version = this.service.addVersion('v1', {
      replicas: checkAtLeast(this, 'replicas', props.replicas ?? 2, 1),
      container: {
        image: props.image ?? 'docker.io/envoyproxy/ratelimit:3fb70258',
        command: ['/bin/ratelimit'],
        envVariables: {
          ...texts({
            RUNTIME_ROOT: ROOT,
            RUNTIME_SUBDIRECTORY: 'ratelimit',
            // A ConfigMap changes by a link whose name begins with a dot: what the folder holds is watched, and such names are no files.
            RUNTIME_WATCH_ROOT: 'false',
            RUNTIME_IGNOREDOTFILES: 'true',
            USE_STATSD: 'false',
            REDIS_SOCKET_TYPE: 'tcp',
            // Not ready while it has no connection to Redis: proxies then know at once that nobody counts.
            REDIS_HEALTH_CHECK_ACTIVE_CONNECTION: 'true',
          }),
          ...redis.env,
        },
        volumeMounts: [{ path: `${ROOT}/ratelimit/config`, volume: kplus.Volume.fromConfigMap(this, 'config-volume', configMap, { name: 'config' }) }],
        readiness: kplus.Probe.fromHttpGet('/healthcheck', { port: HTTP }),
        liveness: kplus.Probe.fromTcpSocket({ port: GRPC }),
      },
    });
    this.node.addValidation({ validate: () => this.domains.size === 0 ? ['counts for nobody: give it to a GlobalRateLimit, or leave it out'] : [] });
  }

  /** @internal the descriptors of one domain, asked for at synth */
  public _addDomain(owner: IConstruct, domain: string, descriptors: () => Json[]): void {
    const what = `domain '${domain}' of '${this.node.path}'`;
    MeshSettings.of(this)._claim(owner, `rate limit ${what}`, what, 'give one of them another name');
    this.domains.set(domain, descriptors);
  }

  /** @internal */
  public get _port(): number {
    return GRPC;
  }

  private files(): Json {
    return Object.fromEntries([...this.domains].map(([domain, descriptors]) => [`${domain}.yaml`, Yaml.stringify({ domain, descriptors: descriptors() })]));
  }
}

function texts(env: { readonly [name: string]: string }): { [name: string]: kplus.EnvValue } {
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, kplus.EnvValue.fromValue(text)]));
}
