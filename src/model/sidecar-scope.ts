import { Entity } from './entity';
import { hostWithin } from './hosts';
import { SidecarSpec } from './istio-specs';
import { Mesh } from './mesh';

/** What a listener of a Sidecar imports: one of its hosts, divided. */
export interface ScopedHost {
  /** Leaves out what it means, instead of importing it. */
  readonly excluded: boolean;
  /** '*' for all, '.' for that of each workload, which only the default of the mesh means. */
  readonly namespace: string;
  readonly host: string;
}

/** Whether a Sidecar is the default of the mesh. */
export function isMeshDefault(mesh: Mesh, { namespace, spec }: Entity<SidecarSpec>): boolean {
  return namespace === mesh.rootNamespace && spec.workloadSelector === undefined;
}

/** A host of a Sidecar, `namespace/host`; nothing for what has no slash. */
export function scopedHost(mesh: Mesh, sidecar: Entity<SidecarSpec>, text: string): ScopedHost | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) {
    return undefined;
  }
  const excluded = text.startsWith('~');
  const named = text.slice(excluded ? 1 : 0, slash);
  const own = named === '.' && !isMeshDefault(mesh, sidecar);
  return { excluded, namespace: own ? sidecar.namespace : named || '*', host: text.slice(slash + 1) };
}

/** Whether hosts of a Sidecar import a service. */
export function imports(hosts: readonly ScopedHost[], host: string, namespace: string): boolean {
  const meaning = hosts.filter(one => (one.namespace === '*' || one.namespace === namespace) && hostWithin(host, one.host));
  return meaning.some(({ excluded }) => !excluded) && !meaning.some(({ excluded }) => excluded);
}
