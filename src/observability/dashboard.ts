import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dashboardJson, Row } from './dashboard-json';
import { ObservabilityStack } from './observability-stack';
import { fail, show } from '../core/errors';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';

const LONGEST_UID = 40;

/**
 * Where a dashboard is shown, and under which name.
 */
export interface DashboardProps {
  /**
   * The stack whose Grafana shows the dashboard: the ConfigMap is written to its namespace and mounted there.
   *
   * @default - the ConfigMap is written to the chart's namespace, for a Grafana whose sidecar collects ConfigMaps with the label `grafana_dashboard: '1'`
   */
  readonly stack?: ObservabilityStack;

  /**
   * The dashboard's title.
   *
   * @default - from the service's name and namespace
   */
  readonly title?: string;

  /**
   * The stable identifier of the dashboard in Grafana (`uid`), the end of its address; at most 40 letters, digits, '-' and '_'. The ConfigMap has it as its name, in
   * lower case, after 'dashboard-'.
   *
   * @default - from the service's namespace and name
   */
  readonly uid?: string;
}

/** What a dashboard shows. */
export interface DashboardContent {
  readonly title: string;
  readonly description: string;
  readonly uid: string;
  readonly tags: readonly string[];
  readonly rows: readonly Row[];
}

/** Writes the ConfigMap of a dashboard. */
export function addDashboard(scope: Construct, props: DashboardProps, content: DashboardContent): ApiObject {
  const uid = props.uid ?? content.uid;
  if (!/^[a-zA-Z0-9]([\w-]*[a-zA-Z0-9])?$/.test(uid) || uid.length > LONGEST_UID) {
    fail(scope, `uid ${show(uid)} is none that Grafana takes: give uid at most ${LONGEST_UID} letters, digits, '-' and '_'`);
  }
  MeshSettings.of(scope)._claim(scope, `dashboard ${uid}`, `dashboard uid ${show(uid)}`, 'give one of them another uid');
  const name = `dashboard-${uid.toLowerCase().replace(/_/g, '-')}`;
  const file = `${uid}.json`;
  const { title, description, tags, rows } = content;
  props.stack?._showDashboard(scope, name, file);
  return new MeshObject(scope, 'Resource', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    namespace: props.stack?.namespace ?? namespaceOf(scope),
    labels: { grafana_dashboard: '1' },
    fields: { data: { [file]: `${JSON.stringify(dashboardJson(uid, props.title ?? title, description, tags, rows), undefined, 2)}\n` } },
  });
}
