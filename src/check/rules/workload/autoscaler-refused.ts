import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { Rule } from '../../rule';

/** The field that has what a metric of a type is. */
const SOURCES: { readonly [type: string]: string } = {
  ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource',
};

export const autoscalerRefused: Rule = {
  id: 'autoscaler-refused',
  severity: 'error',
  title: 'a HorizontalPodAutoscaler has limits or metrics that contradict themselves',
  why: 'The API server refuses the object: maxReplicas must be minReplicas or more, a metric has the field that its type names, and a target says what is wanted of it.',
  fix: 'raise maxReplicas, or write the metric as its type has it',
  codes: [],
  bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
  minReplicas: 5
  maxReplicas: 3
`,
  mend: { 'maxReplicas: 3': 'maxReplicas: 10' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<JsonObject>('autoscaling/HorizontalPodAutoscaler')) {
      const { minReplicas, maxReplicas, metrics, scaleTargetRef, behavior } = spec;
      if (typeof minReplicas === 'number' && typeof maxReplicas === 'number' && maxReplicas < minReplicas) {
        report(manifest, ['spec', 'maxReplicas'], `has at most ${maxReplicas} replicas, and at least ${minReplicas}`);
      }
      const group = isObject(scaleTargetRef) ? scaleTargetRef.apiVersion ?? '' : undefined;
      if (typeof group === 'string' && !/^[^/]+\/[^/]*$/.test(group)) {
        report(manifest, ['spec', 'scaleTargetRef', 'apiVersion'], `scales what is of apiVersion '${group}', and that must have a group, as apps/v1`);
      }
      (Array.isArray(metrics) ? metrics : []).forEach((metric: unknown, at) => {
        problemsOf(metric).forEach(([path, message]) => report(manifest, ['spec', 'metrics', at, ...path], message));
      });
      for (const direction of ['scaleUp', 'scaleDown']) {
        const rules = isObject(behavior) ? behavior[direction] : undefined;
        // Where nothing is written there are policies by default.
        if (isObject(rules) && Array.isArray(rules.policies) && rules.policies.length === 0) {
          report(manifest, ['spec', 'behavior', direction, 'policies'], 'has an empty list of policies: leave it out for those by default');
        }
      }
    }
  },
};

function problemsOf(metric: unknown): readonly (readonly [FieldPath, string])[] {
  const type = isObject(metric) ? String(metric.type) : '';
  const field = SOURCES[type] as string | undefined;
  if (!isObject(metric) || field === undefined) {
    return [];
  }
  const source = metric[field];
  if (!isObject(source)) {
    return [[[], `has a metric of type ${type} without '${field}'`]];
  }
  const target = isObject(source.target) ? source.target : {};
  const { value, averageValue, averageUtilization } = target;
  const path = [field, 'target'];
  const negative = Object.entries({ value, averageValue }).filter(([, amount]) => amount === 0 || /^(-|0+$)/.test(String(amount)))
    .map(([name, amount]) => [[...path, name], `has the target ${String(amount)}, and it must be more than 0`] as const);
  const wanted = type === 'Pods' ? { averageValue } : type === 'Object' || type === 'External' ? { value, averageValue } : { averageUtilization, averageValue };
  const given = Object.values(wanted).filter(one => one !== undefined).length;
  const both = type !== 'Object' && given > 1;
  return given === 1 || (given > 1 && !both) ? negative : [...negative, [path, given === 0
    ? `has a target without ${Object.keys(wanted).join(' and ')}` : `has a target with ${Object.keys(wanted).join(' and ')} together`]];
}
