import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { prometheusDuration } from './prometheus-duration';
import { fail } from '../core/errors';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel, checkLabels } from '../core/values';

const API = 'monitoring.coreos.com/v1';

/**
 * What a Prometheus of the operator reads.
 */
export interface MeshMonitorsProps {
  /**
   * Labels of the PodMonitor and the ServiceMonitor, by which a Prometheus selects them (`podMonitorSelector`, `serviceMonitorSelector`).
   *
   * @default - none
   */
  readonly objectLabels?: { [name: string]: string };

  /**
   * The namespaces whose proxies are read, those of gateways among them (`namespaceSelector.matchNames`).
   *
   * @default - all
   */
  readonly namespaces?: string[];

  /**
   * How often, in whole seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;
}

/**
 * Lets a Prometheus of the Prometheus operator read the mesh: the proxies of pods and gateways (a PodMonitor) and the control plane (a ServiceMonitor). They stand in the
 * chart's namespace; the Prometheus must have the right to list the pods of the namespaces.
 */
export class MeshMonitors extends Construct {
  constructor(scope: Construct, id: string, props: MeshMonitorsProps = {}) {
    super(scope, id);
    const labels = props.objectLabels && checkLabels(this, 'objectLabels', props.objectLabels);
    const interval = prometheusDuration(this, 'interval', props.interval ?? Duration.seconds(15));
    if (props.namespaces?.length === 0) {
      fail(this, 'has an empty list of namespaces and would read no proxy: name at least one, or leave namespaces out for all');
    }
    const namespaces = props.namespaces?.map(name => checkDnsLabel(this, 'namespaces', name));
    const object = (kind: string, name: string, spec: Json) => new MeshObject(this, kind, {
      apiVersion: API, kind, name, namespace: namespaceOf(this), labels, fields: { spec },
    });
    object('PodMonitor', 'istio-proxies', {
      selector: {},
      namespaceSelector: namespaces ? { matchNames: namespaces } : { any: true },
      podMetricsEndpoints: [{
        // Each proxy declares Envoy's own port under this name; its agent beside it answers for Envoy, for itself and for the application.
        port: 'http-envoy-prom',
        path: '/stats/prometheus',
        interval,
        relabelings: [
          { sourceLabels: ['__address__'], regex: '(.+):\\d+', replacement: '$1:15020', targetLabel: '__address__' },
          { sourceLabels: ['__meta_kubernetes_pod_label_app'], targetLabel: 'app' },
          { sourceLabels: ['__meta_kubernetes_pod_label_version'], targetLabel: 'version' },
        ],
      }],
    });
    object('ServiceMonitor', 'istiod', {
      selector: { matchLabels: { istio: 'pilot' } },
      namespaceSelector: { matchNames: [MeshSettings.of(this).rootNamespace] },
      endpoints: [{ port: 'http-monitoring', interval }],
    });
  }
}
