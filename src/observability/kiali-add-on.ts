import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ADD_ON_IMAGES } from './add-on-images';
import { addConfiguration, allowReading, deployAddOn } from './deploy-add-on';
import { Json } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';

/** What Kiali reads, and where. */
export interface KialiSources {
  readonly prometheusUrl: string;
  readonly grafanaUrl?: string;
  readonly jaegerUrl?: string;
  /** The namespaces that it may look into; all when not given. */
  readonly namespaces?: readonly string[];
}

/**
 * Whether there is a picture of the mesh.
 */
export class KialiAddOn {
  /**
   * A Kiali that the stack deploys. It may look and not change anything, it sees no Secrets and no logs of pods, and it asks nobody who he is: let people reach it
   * by `kubectl port-forward`, or put authentication before it.
   */
  public static deploy(): KialiAddOn {
    return new KialiAddOn(true);
  }

  /**
   * None.
   */
  public static none(): KialiAddOn {
    return new KialiAddOn(false);
  }

  private constructor(private readonly deployed: boolean) {}

  /** @internal answers its address */
  public _add(scope: Construct, namespace: string, sources: KialiSources): string | undefined {
    if (!this.deployed) {
      return undefined;
    }
    const name = 'kiali';
    allowReading(scope, { name, namespace }, READING, sources.namespaces);
    addConfiguration(scope, name, namespace, { 'config.yaml': Yaml.stringify(configuration(scope, namespace, sources)) });
    deployAddOn(scope, {
      name,
      namespace,
      image: ADD_ON_IMAGES.kiali,
      user: 1000,
      command: ['/opt/kiali/kiali', '-config', '/etc/kiali/config.yaml'],
      env: [{ name: 'ACTIVE_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
      ports: [{ name: 'http', port: 20001 }, { name: 'http-metrics', port: 9090 }],
      health: { port: 'http', ready: '/kiali/healthz', alive: '/kiali/healthz' },
      resources: { cpu: '50m', memory: '128Mi' },
      memoryLimit: '1Gi',
      volumes: [{ name: 'configuration', configMap: { name } }],
      mounts: [{ name: 'configuration', mountPath: '/etc/kiali', readOnly: true }],
      metricsPort: 9090,
      asksKubernetes: true,
      ownsData: false,
    });
    return `http://${name}.${namespace}:20001/kiali`;
  }
}

/** What Kiali's own chart asks for its view-only mode, without logs, port forwarding and token reviews, and with the kinds that it shows instead of all of a group. */
const READING: Json[] = Object.entries({
  '': ['configmaps', 'endpoints', 'namespaces', 'pods', 'replicationcontrollers', 'services'],
  'apps': ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  'batch': ['cronjobs', 'jobs'],
  'networking.istio.io': [
    'destinationrules', 'envoyfilters', 'gateways', 'serviceentries', 'sidecars', 'virtualservices', 'workloadentries', 'workloadgroups',
  ],
  'security.istio.io': ['authorizationpolicies', 'peerauthentications', 'requestauthentications'],
  'extensions.istio.io': ['wasmplugins'],
  'telemetry.istio.io': ['telemetries'],
  'gateway.networking.k8s.io': ['gatewayclasses', 'gateways', 'grpcroutes', 'httproutes', 'referencegrants', 'tcproutes', 'tlsroutes'],
  'inference.networking.k8s.io': ['inferencepools'],
}).map(([group, resources]) => ({ apiGroups: [group], resources, verbs: ['get', 'list', 'watch'] }));

function configuration(scope: Construct, namespace: string, { prometheusUrl, grafanaUrl, jaegerUrl, namespaces }: KialiSources): Json {
  const { rootNamespace, clusterName } = MeshSettings.of(scope);
  return {
    auth: { strategy: 'anonymous' },
    deployment: {
      namespace,
      view_only_mode: true,
      cluster_wide_access: namespaces === undefined,
      // The only form that Kiali takes without access to the whole cluster.
      ...(namespaces === undefined ? {} : { discovery_selectors: { default: namespaces.map(one => ({ matchLabels: { 'kubernetes.io/metadata.name': one } })) } }),
    },
    external_services: {
      istio: { root_namespace: rootNamespace, istio_api_enabled: false },
      prometheus: { url: prometheusUrl },
      grafana: grafanaUrl === undefined ? { enabled: false } : { enabled: true, internal_url: grafanaUrl, dashboards: [] },
      tracing: jaegerUrl === undefined ? { enabled: false } : { enabled: true, provider: 'jaeger', internal_url: jaegerUrl, use_grpc: false },
    },
    kiali_feature_flags: { disabled_features: ['logs-tab'] },
    ...(clusterName === undefined ? {} : { kubernetes_config: { cluster_name: clusterName } }),
    server: { port: 20001, web_root: '/kiali', observability: { metrics: { enabled: true, port: 9090 } } },
  };
}
