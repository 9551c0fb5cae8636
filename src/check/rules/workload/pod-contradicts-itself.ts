import { FieldPath } from '../../../manifests/locate';
import { Container, PodSpec, VolumeMount } from '../../../model/kubernetes-specs';
import { quantityOf } from '../../../model/quantity';
import { Rule } from '../../rule';

export const podContradictsItself: Rule = {
  id: 'pod-contradicts-itself',
  severity: 'error',
  title: 'a pod says of its containers what does not go together',
  why: 'The API server refuses the object. Names of containers are there once, in initContainers and containers together, and so are names of ports within a container. A request is not '
    + 'more than its limit, a variable has a value or a source, a sleep ends before the grace period does, and an init container has probes only if it goes on running.',
  fix: 'change one of the two',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      resources:
        requests: { memory: 1Gi }
        limits: { memory: 512Mi }
`,
  mend: { 'memory: 512Mi': 'memory: 2Gi' },

  check(mesh, report) {
    for (const { object, pod, podPath } of mesh.workloads) {
      const names = new Map<string, string>();
      for (const list of ['containers', 'initContainers'] as const) {
        (pod[list] ?? []).forEach((container, index) => {
          const { name = '' } = container;
          const path = [...podPath, 'spec', list, index];
          // Twice within a list is told by the schema.
          if (names.has(name) && names.get(name) !== list) {
            report(object.manifest, [...path, 'name'], `has a container and an init container named '${name}'`);
          }
          names.set(name, list);
          problemsOf(container, pod, list === 'initContainers').forEach(([field, text]) => report(object.manifest, [...path, ...field], `${text} in container '${name}'`));
        });
      }
    }
  },
};

type Problem = readonly [field: FieldPath, text: string];

/** Kubernetes' own. */
const DEFAULT_GRACE = 30;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function problemsOf(container: Container, pod: PodSpec, initial: boolean): readonly Problem[] {
  const endsFirst = initial && container.restartPolicy !== 'Always';
  return [
    ...portProblems(container, pod.hostNetwork === true && !initial),
    ...(container.env ?? []).flatMap(({ name = '', value, valueFrom }, at): Problem[] =>
      value && valueFrom !== undefined ? [[['env', at], `gives variable '${name}' both a value and a source`]] : []),
    ...(container.volumeMounts ?? []).flatMap(mountProblems),
    ...requestProblems(container),
    ...endsFirst ? [...PROBES, 'lifecycle' as const].flatMap((field): Problem[] => container[field] === undefined ? [] : [[[field], `has ${field}, and ends before others start,`]])
      : runningProblems(container, pod),
  ];
}

function portProblems({ ports = [] }: Container, onHost: boolean): readonly Problem[] {
  return ports.flatMap(({ name, containerPort, hostPort = 0 }, at): Problem[] => [
    ...name && ports.findIndex(port => port.name === name) < at ? [[['ports', at, 'name'], `has two ports named '${name}'`] as const] : [],
    ...onHost && hostPort !== 0 && hostPort !== containerPort
      ? [[['ports', at, 'hostPort'], `has hostPort ${hostPort} for port ${containerPort}, which are the same on the network of the host,`] as const] : [],
  ]);
}

function mountProblems({ subPath, subPathExpr, readOnly, recursiveReadOnly = 'Disabled', mountPropagation = 'None' }: VolumeMount, at: number): readonly Problem[] {
  const isWritten = recursiveReadOnly !== 'Disabled' && (readOnly !== true || mountPropagation !== 'None');
  return [
    ...subPath && subPathExpr ? [[['volumeMounts', at, 'subPathExpr'], 'has both subPath and subPathExpr'] as const] : [],
    ...isWritten ? [[['volumeMounts', at, 'recursiveReadOnly'], `has recursiveReadOnly ${recursiveReadOnly} without readOnly, or with propagation,`] as const] : [],
  ];
}

function requestProblems({ resources: { requests = {}, limits = {} } = {} }: Container): readonly Problem[] {
  const isOver = (resource: string) => limits[resource] !== undefined && quantityOf(requests[resource]) > quantityOf(limits[resource]);
  return Object.entries(requests).flatMap(([resource, request]): Problem[] => isOver(resource)
    ? [[['resources', 'requests', resource], `requests ${resource} ${request}, which is more than its limit of ${limits[resource]},`]] : []);
}

function runningProblems({ lifecycle = {}, ...container }: Container, pod: PodSpec): readonly Problem[] {
  const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE } = pod;
  return [
    ...(['postStart', 'preStop'] as const).flatMap((hook): Problem[] => {
      const seconds = lifecycle[hook]?.sleep?.seconds ?? 0;
      return seconds > grace ? [[['lifecycle', hook, 'sleep', 'seconds'], `sleeps ${seconds} seconds, and the pod has a grace period of ${grace},`]] : [];
    }),
    ...(['livenessProbe', 'startupProbe'] as const).flatMap((probe): Problem[] => (container[probe]?.successThreshold ?? 1) > 1
      ? [[[probe, 'successThreshold'], `has ${probe} with a successThreshold of ${container[probe]!.successThreshold}, which is 1 for it,`]] : []),
    ...container.readinessProbe?.terminationGracePeriodSeconds !== undefined
      ? [[['readinessProbe', 'terminationGracePeriodSeconds'], 'has a readinessProbe with terminationGracePeriodSeconds, which does not end anything,'] as const] : [],
  ];
}
