import { Entity } from './entity';
import { ServiceEntrySpec, WorkloadEntrySpec, WorkloadGroupSpec } from './istio-specs';
import { kindKey, KINDS } from './kinds';
import { Mesh } from './mesh';
import { ServiceHost } from './service-host';
import { Workload } from './workload';
import { labelsOfEntry, labelsOfGroup } from './workload-entry';
import { grouped } from '../core/grouped';
import { own } from '../core/own';
import { isObject, Manifest } from '../manifests/manifest';

const NONE: readonly Entity<WorkloadGroupSpec>[] = [];

type Labels = { readonly [name: string]: string };

/** Who answers for a host: pods, a machine, a group that machines join, or an address of a ServiceEntry. */
export interface Endpoint {
  readonly labels: Labels;
  /** Whether it may carry labels besides these that nobody wrote down. */
  readonly open: boolean;
  readonly workload?: Workload;
  readonly entry?: WorkloadEntrySpec;
}

/** Who answers for a host; undefined where that cannot be told from what was given. */
export function endpointsOf(mesh: Mesh, { namespace, selector, entry, service }: ServiceHost): readonly Endpoint[] | undefined {
  if (entry && !entry.spec.workloadSelector) {
    return endpointsOfEntry(entry.spec);
  }
  return !selector || service?.spec.type === 'ExternalName' ? undefined : chosenEndpoints(mesh, namespace, selector);
}

/** Pods, machines and groups of a namespace that a selector chooses; undefined where that cannot be told from what was given. */
export function chosenEndpoints(mesh: Mesh, namespace: string, selector: Labels): readonly Endpoint[] | undefined {
  const groups = groupsIn(mesh, namespace);
  const given = mesh.holdsAppsOf(namespace) || groups.length > 0 || namespacesOfEntries(mesh).has(namespace);
  if (!given || namespacesOfOtherWorkloads(mesh).has(namespace)) {
    return undefined;
  }
  const found: Endpoint[] = [];
  for (const workload of mesh.workloadsWith(namespace, selector)) {
    found.push({ labels: workload.labels, open: false, workload });
  }
  for (const entry of mesh.entriesWith(namespace, selector)) {
    found.push({ labels: labelsOfEntry(entry), open: false, entry: entry.spec });
  }
  for (const group of groups) {
    const endpoint = { labels: labelsOfGroup(group), open: true, entry: group.spec.template ?? {} };
    if (mayCarry(endpoint, selector)) {
      found.push(endpoint);
    }
  }
  return found;
}

/** Whether an endpoint carries labels, or may carry them. */
export function mayCarry({ labels, open }: Endpoint, wanted: Labels): boolean {
  for (const name in wanted) {
    if (labels[name] !== wanted[name] && !(open && own(labels, name) === undefined)) {
      return false;
    }
  }
  return true;
}

function endpointsOfEntry({ resolution = 'NONE', endpoints = [] }: ServiceEntrySpec): readonly Endpoint[] | undefined {
  if (resolution === 'NONE' || resolution === 'DYNAMIC_DNS') {
    return undefined;
  }
  // What DNS says of the host itself carries no labels.
  const known = endpoints.length === 0 && resolution !== 'STATIC' ? [{}] : endpoints;
  return known.map(entry => ({ labels: entry.labels ?? {}, open: false, entry }));
}

function groupsIn(mesh: Mesh, namespace: string): readonly Entity<WorkloadGroupSpec>[] {
  return mesh.once('groups by namespace', () => grouped(mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup), group => group.namespace)).get(namespace) ?? NONE;
}

function namespacesOfEntries(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces of entries', () => new Set(mesh.objects.of(KINDS.workloadEntry).map(({ namespace }) => namespace)));
}

/** Kinds of which it is known whether they make pods. */
const KNOWN_KINDS: ReadonlySet<string> = new Set(Object.values(KINDS));

/** Namespaces in which other kinds make pods too, such as Rollout: what runs there is not known. */
function namespacesOfOtherWorkloads(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces of other workloads', () => {
    const others = mesh.objects.kinds.filter(kind => !KNOWN_KINDS.has(kind)).flatMap(kind => mesh.objects.of(kind));
    return new Set([...mesh.partlyGiven, ...others.filter(({ manifest }) => hasPods(manifest)).map(({ namespace }) => namespace)]);
  });
}

function hasPods({ apiVersion, kind, json: { spec } }: Manifest): boolean {
  const template = isObject(spec) ? spec.template : undefined;
  return kindKey(apiVersion, kind) === 'argoproj.io/Rollout' || (isObject(template) && isObject(template.spec) && Array.isArray(template.spec.containers));
}
