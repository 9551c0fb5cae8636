import { checkAnnotations, checkLabels } from './names';
import { JsonObject } from './schema';

/** What the API server asks of a pod beyond its schema, as far as it is simple and likely to be met. */

export type Report = (path: string, problem: string | undefined) => void;

const DEFAULT_GRACE_SECONDS = 30;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What the workload around a pod says of it. */
export interface PodContext {
  readonly restartPolicies: string[];
  /** Names of the volumes that the workload brings, beside those of the pod. */
  readonly claims?: string[];
}

export function checkPodTemplate(path: string, template: JsonObject, context: PodContext, report: Report): void {
  for (const problem of [
    ...checkLabels(`${path}.metadata.labels`, template.metadata?.labels),
    ...checkAnnotations(`${path}.metadata.annotations`, template.metadata?.annotations),
  ]) {
    const [where, ...what] = problem.split(': ');
    report(where, what.join(': '));
  }
  checkPodSpec(`${path}.spec`, template.spec, context, report);
}

export function checkPodSpec(path: string, spec: JsonObject, context: PodContext, report: Report): void {
  report(`${path}.restartPolicy`, oneOf(spec.restartPolicy ?? 'Always', context.restartPolicies));
  if (spec.terminationGracePeriodSeconds < 0) {
    report(`${path}.terminationGracePeriodSeconds`, `must not be negative, is ${spec.terminationGracePeriodSeconds}`);
  }
  const volumes = new Set([...checkVolumes(`${path}.volumes`, spec.volumes ?? [], report), ...context.claims ?? []]);
  const named = new Map<string, string>();
  for (const list of ['initContainers', 'containers']) {
    (spec[list] ?? []).forEach((container: JsonObject, index: number) => {
      const at = `${path}.${list}[${index}]`;
      report(`${at}.name`, duplicate(named, container.name, at));
      checkContainer(at, container, spec, volumes, report);
    });
  }
}

function checkVolumes(path: string, volumes: JsonObject[], report: Report): string[] {
  const named = new Map<string, string>();
  volumes.forEach((volume, index) => {
    report(`${path}[${index}].name`, duplicate(named, volume.name, `${path}[${index}]`));
  });
  return [...named.keys()];
}

function checkContainer(path: string, container: JsonObject, spec: JsonObject, volumes: Set<string>, report: Report): void {
  checkContainerPorts(`${path}.ports`, container.ports ?? [], spec.hostNetwork === true, report);
  checkEnvironment(path, container, report);
  checkMounts(`${path}.volumeMounts`, container.volumeMounts ?? [], volumes, report);
  checkResources(`${path}.resources`, container.resources ?? {}, report);
  PROBES.filter(name => container[name]).forEach(name => {
    checkHandlerPort(`${path}.${name}`, container[name], container, report);
    if (name !== 'readinessProbe' && ![undefined, 1].includes(container[name].successThreshold)) {
      report(`${path}.${name}.successThreshold`, `must be 1, is ${container[name].successThreshold}`);
    }
  });
  for (const hook of ['postStart', 'preStop']) {
    const handler: JsonObject | undefined = container.lifecycle?.[hook];
    if (handler) {
      checkHandlerPort(`${path}.lifecycle.${hook}`, handler, container, report);
      report(`${path}.lifecycle.${hook}.sleep.seconds`, sleepProblem(handler.sleep, spec));
    }
  }
}

/** A sleep longer than the grace period is cut short, so the server refuses it. */
function sleepProblem(sleep: JsonObject | undefined, spec: JsonObject): string | undefined {
  const grace = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  return sleep && !(sleep.seconds > 0 && sleep.seconds <= grace)
    ? `must be more than 0 and at most the terminationGracePeriodSeconds of ${grace}, is ${sleep.seconds}`
    : undefined;
}

function checkContainerPorts(path: string, ports: JsonObject[], hostNetwork: boolean, report: Report): void {
  const named = new Map<string, string>();
  ports.forEach((port, index) => {
    const at = `${path}[${index}]`;
    if (port.name !== undefined) {
      report(`${at}.name`, duplicate(named, port.name, at));
    }
    if (port.hostPort !== undefined && hostNetwork && port.hostPort !== port.containerPort) {
      report(`${at}.hostPort`, 'must be the containerPort on the host network');
    }
  });
}

function checkHandlerPort(path: string, handler: JsonObject, container: JsonObject, report: Report): void {
  for (const [kind, port] of [['httpGet', handler.httpGet?.port], ['tcpSocket', handler.tcpSocket?.port]]) {
    if (typeof port === 'string' && !container.ports?.some((known: JsonObject) => known.name === port)) {
      report(`${path}.${kind}.port`, `the container has no port of the name ${JSON.stringify(port)}`);
    }
  }
}

function checkEnvironment(path: string, container: JsonObject, report: Report): void {
  (container.env ?? []).forEach((variable: JsonObject, index: number) => {
    const at = `${path}.env[${index}]`;
    // Since 1.32 any printable ASCII but "=" goes; what a shell cannot name is still a slip.
    report(`${at}.name`, /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(variable.name) ? undefined : `${JSON.stringify(variable.name)} is not a variable name`);
    if (variable.valueFrom !== undefined) {
      report(`${at}.valueFrom`, variable.value ? 'not together with value' : undefined);
    }
  });
}

function checkMounts(path: string, mounts: JsonObject[], volumes: Set<string>, report: Report): void {
  const paths = new Map<string, string>();
  mounts.forEach((mount, index) => {
    const at = `${path}[${index}]`;
    report(`${at}.name`, volumes.has(mount.name) ? undefined : `the pod has no volume ${JSON.stringify(mount.name)}`);
    report(`${at}.mountPath`, duplicate(paths, mount.mountPath, at));
  });
}

function checkResources(path: string, resources: JsonObject, report: Report): void {
  for (const [resource, request] of Object.entries(resources.requests ?? {})) {
    const limit = resources.limits?.[resource];
    if (limit !== undefined && quantity(request) > quantity(limit)) {
      report(`${path}.requests.${resource}`, `${request} is more than the limit of ${limit}`);
    }
  }
}

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The number that a quantity such as `100m` or `1Gi` stands for. */
export function quantity(value: unknown): number {
  const [, number, suffix] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = BINARY_SUFFIXES.includes(suffix) ? 1024 ** BINARY_SUFFIXES.indexOf(suffix) : 1000 ** (DECIMAL_SUFFIXES.indexOf(suffix) - 3);
  return Number(number) * factor;
}

export function oneOf(value: unknown, allowed: string[]): string | undefined {
  return value === undefined || allowed.includes(value as string) ? undefined : `${JSON.stringify(value)} is not one of ${allowed.join(', ')}`;
}

/** Notes where a name was seen, and says so if it was seen before. */
export function duplicate(seen: Map<string, string>, name: string, path: string): string | undefined {
  const first = seen.get(name);
  seen.set(name, first ?? path);
  return first && `${JSON.stringify(name)} is taken by ${first}`;
}
