import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { LoadBalancing } from './load-balancing';
import { VersionWorkload, withoutProxy } from './version-workload';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * A workload that something else makes, taken as a version of a service.
 */
export interface AdoptProps {
  /**
   * The workload in this app: an ApiObject, or a construct whose default child is one, of kind Deployment, StatefulSet or
   * DaemonSet. For example `include.apiObjects` of an `Include` or a Helm chart has it.
   *
   * @default - it is deployed elsewhere, and `labels` tells its pods
   */
  readonly workload?: IConstruct;

  /**
   * Labels that the pods of a workload carry which is deployed elsewhere, and no others of the service do.
   *
   * @default - read from `workload`
   */
  readonly labels?: { [name: string]: string };

  /**
   * How callers choose among the version's pods (`trafficPolicy.loadBalancer` of its subset).
   *
   * @default - as among all pods of the service
   */
  readonly loadBalancing?: LoadBalancing;

  /**
   * Whether the version is on its way out and may have no route.
   *
   * @default false
   */
  readonly retiring?: boolean;
}

/** The object that a construct stands for. */
export function apiObjectOf(scope: Construct, what: string, construct: IConstruct): ApiObject {
  try {
    return ApiObject.of(construct);
  } catch {
    fail(scope, `is given '${construct.node.path}' as its ${what}, which stands for no single object: give an ApiObject, for example include.apiObjects.find(one => one.name === 'reviews')`);
  }
}

/** Reads a workload's labels and identity, and adds the version's label to its pods where it is missing. */
export function adoptWorkload(
  scope: Construct & { readonly namespace: string }, version: string, selector: { readonly [name: string]: string }, props: AdoptProps,
): VersionWorkload {
  if ((props.workload === undefined) === (props.labels === undefined)) {
    fail(scope, 'needs either the workload, or the labels of pods that are deployed elsewhere: give one of them');
  }
  if (!props.workload) {
    return { subsetLabels: { ...props.labels }, podLabels: { ...selector, ...props.labels } };
  }
  const object = apiObjectOf(scope, 'workload', props.workload);
  if (!KINDS.includes(object.kind)) {
    fail(scope, `adopts ${object.kind} ${show(object.name)}, which runs no pods of a service: use one of ${KINDS.join(', ')}`);
  }
  const { metadata, spec = {} } = object.toJson() as Json;
  if (metadata.namespace !== undefined && metadata.namespace !== scope.namespace) {
    fail(scope, `adopts ${object.kind} ${show(object.name)} of namespace '${metadata.namespace}', and the service is in '${scope.namespace}': a Service selects pods of its own namespace; adopt one from there`);
  }
  const labels: { [name: string]: string } = spec.template?.metadata?.labels ?? {};
  const missing = Object.entries(selector).find(([name, value]) => labels[name] !== value);
  if (missing) {
    fail(scope, `adopts ${object.kind} ${show(object.name)}, whose pods carry ${show(labels)}: the service selects ${missing[0]}=${missing[1]}, give the pods this label or adopt another workload`);
  }
  if (labels.version === undefined) {
    object.addJsonPatch(JsonPatch.add('/spec/template/metadata/labels/version', version));
  }
  const subsetLabels = { version: labels.version ?? version };
  return {
    subsetLabels,
    podLabels: { ...selector, ...subsetLabels },
    serviceAccountName: spec.template?.spec?.serviceAccountName ?? 'default',
    portNumbers: portNumbers(spec),
    withoutProxy: withoutProxy(spec.template ?? {}),
    replicas: object.kind === 'DaemonSet' ? undefined : spec.replicas ?? 1,
  };
}

function portNumbers(workload: Json): Map<string, number> {
  const containers: Json[] = workload.template?.spec?.containers ?? [];
  const ports: Json[] = containers.flatMap(container => container.ports ?? []);
  return new Map(ports.filter(port => port.name !== undefined).map(port => [port.name, port.containerPort]));
}
