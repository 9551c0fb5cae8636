import { Json } from '../core/mesh-object';

/** The port of the proxy's agent, which answers for Envoy, for itself and for the application whose metrics it merges. Nothing captures it. */
const AGENT_PORT = 15020;
const GONE = 'Succeeded|Failed';

/** Whose pods Prometheus finds. */
export interface ScrapeScope {
  readonly rootNamespace: string;
  /** The namespaces of the mesh's pods; all when not given. */
  readonly namespaces?: readonly string[];
}

/** Prometheus' configuration: the proxies of pods and gateways, the control plane, and pods outside of the mesh that ask for it. */
export function prometheusConfig({ rootNamespace, namespaces }: ScrapeScope): Json {
  // A list of its own for each job: YAML would refer from one to the other.
  const pods = (names: readonly string[] | undefined) => [{ role: 'pod', ...(names === undefined ? {} : { namespaces: { names: [...names] } }) }];
  return {
    global: { scrape_interval: '15s', evaluation_interval: '30s' },
    // Beside this file.
    rule_files: ['*.rules.yaml'],
    scrape_configs: [
      {
        job_name: 'istio-proxies',
        metrics_path: '/stats/prometheus',
        kubernetes_sd_configs: pods(namespaces),
        relabel_configs: [
          // Each proxy declares Envoy's own port under this name, so there is one target a pod.
          keep('__meta_kubernetes_pod_container_port_name', 'http-envoy-prom'),
          drop('__meta_kubernetes_pod_phase', GONE),
          { source_labels: ['__address__'], regex: '(.+):\\d+', replacement: `$1:${AGENT_PORT}`, target_label: '__address__' },
          ...podLabels(),
          copy('__meta_kubernetes_pod_label_version', 'version'),
        ],
      },
      {
        job_name: 'istiod',
        kubernetes_sd_configs: pods([rootNamespace]),
        relabel_configs: [
          keep('__meta_kubernetes_pod_label_app', 'istiod'),
          keep('__meta_kubernetes_pod_container_port_number', '15014'),
          drop('__meta_kubernetes_pod_phase', GONE),
          ...podLabels(),
        ],
      },
      {
        job_name: 'annotated-pods',
        // What such a pod says of a namespace, a certificate's for example, is not its own.
        honor_labels: true,
        kubernetes_sd_configs: pods(namespaces),
        relabel_configs: [
          keep('__meta_kubernetes_pod_annotation_prometheus_io_scrape', 'true'),
          // The other two jobs have these.
          drop('__meta_kubernetes_pod_annotationpresent_sidecar_istio_io_status', 'true'),
          drop('__meta_kubernetes_pod_label_app', 'istiod'),
          drop('__meta_kubernetes_pod_phase', GONE),
          { source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_scheme'], regex: '(https?)', target_label: '__scheme__' },
          { source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_path'], regex: '(.+)', target_label: '__metrics_path__' },
          address('(\\d+);([^:]+)', '$2:$1'),
          address('(\\d+);(.*:.*)', '[$2]:$1'),
          ...podLabels(),
        ],
      },
      { job_name: 'prometheus', static_configs: [{ targets: ['localhost:9090'] }] },
    ],
  };
}

/** From the port that a pod's annotation says and its address, of either family. */
function address(regex: string, replacement: string): Json {
  return { source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_ip'], regex, replacement, target_label: '__address__' };
}

function podLabels(): Json[] {
  return [copy('__meta_kubernetes_namespace', 'namespace'), copy('__meta_kubernetes_pod_name', 'pod'), copy('__meta_kubernetes_pod_label_app', 'app')];
}

function keep(label: string, regex: string): Json {
  return { action: 'keep', source_labels: [label], regex };
}

function drop(label: string, regex: string): Json {
  return { action: 'drop', source_labels: [label], regex };
}

function copy(from: string, to: string): Json {
  return { source_labels: [from], target_label: to };
}
