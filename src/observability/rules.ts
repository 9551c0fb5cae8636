import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ObservabilityStack } from './observability-stack';
import { fail } from '../core/errors';
import { Json, MeshObject, namespaceOf } from '../core/mesh-object';
import { checkDnsSubdomain, checkLabels } from '../core/values';

/**
 * Where alert rules go, and what their alerts carry.
 */
export interface AlertProps {
  /**
   * The stack whose Prometheus evaluates the rules: they become a file in its ConfigMap, which it reads again when it changes.
   *
   * @default - a PrometheusRule in the chart's namespace, for a cluster that has the Prometheus operator
   */
  readonly stack?: ObservabilityStack;

  /**
   * Labels of the PrometheusRule, by which a Prometheus of the operator selects its rules (`ruleSelector`). Not with `stack`.
   *
   * @default - none
   */
  readonly objectLabels?: { [name: string]: string };

  /**
   * Labels of every alert beside `severity` ('page' or 'ticket'), by which Alertmanager routes.
   *
   * @default - none
   */
  readonly alertLabels?: { [name: string]: string };

  /**
   * The page that says what to do, the annotation `runbook_url` of every alert.
   *
   * @default - none
   */
  readonly runbookUrl?: string;

  /**
   * The name of the PrometheusRule, or of the file before '.rules.yaml'.
   *
   * @default - from what the alerts are of
   */
  readonly name?: string;
}

/** How soon somebody must look. */
export type Severity = 'page' | 'ticket';

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  /** For how long it must hold. */
  readonly for?: string;
  readonly severity: Severity;
  readonly labels?: { readonly [name: string]: string };
  readonly summary: string;
  readonly description: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (RecordingRule | AlertRule)[];
}

/** Writes rules where the props say. Answers the PrometheusRule; undefined where a stack takes them. */
export function addRules(scope: Construct, props: AlertProps, defaultName: string, groups: readonly RuleGroup[]): ApiObject | undefined {
  const name = checkDnsSubdomain(scope, 'name of the rules', props.name ?? defaultName);
  const spec = { groups: groups.map(group => ({ name: group.name, rules: group.rules.map(rule => ruleJson(scope, rule, props)) })) };
  if (props.stack) {
    if (props.objectLabels) {
      fail(scope, 'has objectLabels and a stack: the rules become a file of its Prometheus, which no label selects; leave objectLabels out');
    }
    props.stack._evaluate(scope, `${name}.rules.yaml`, Yaml.stringify(spec));
    return undefined;
  }
  return new MeshObject(scope, 'Resource', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    name,
    namespace: namespaceOf(scope),
    labels: props.objectLabels && checkLabels(scope, 'objectLabels', props.objectLabels),
    fields: { spec },
  });
}

function ruleJson(scope: Construct, rule: RecordingRule | AlertRule, { alertLabels = {}, runbookUrl }: AlertProps): Json {
  if ('record' in rule) {
    return { record: rule.record, expr: rule.expr };
  }
  for (const label of Object.keys(alertLabels)) {
    if (!/^[a-zA-Z_]\w*$/.test(label) || label === 'severity' || label === 'alertname') {
      fail(scope, `alertLabels has '${label}', which ${/^(severity|alertname)$/.test(label) ? 'the rules themselves say' : 'is no name of a label of Prometheus'}: use letters, digits and '_', and another name than severity and alertname`);
    }
  }
  return {
    alert: rule.alert,
    expr: rule.expr,
    ...(rule.for === undefined ? {} : { for: rule.for }),
    labels: { severity: rule.severity, ...rule.labels, ...alertLabels },
    annotations: { summary: rule.summary, description: rule.description, ...(runbookUrl === undefined ? {} : { runbook_url: runbookUrl }) },
  };
}
