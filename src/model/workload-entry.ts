import { Entity } from './entity';
import { WorkloadEntrySpec, WorkloadGroupSpec } from './istio-specs';
import { labelsOf } from './metadata';

type Labels = { readonly [name: string]: string };

/** Labels of a machine: what its spec says, and over it what the object carries itself. */
export function labelsOfEntry({ manifest, spec: { labels } }: Entity<WorkloadEntrySpec>): Labels {
  return { ...labels, ...labelsOf(manifest.json) };
}

/** Labels that machines of a group get when they register; their own come on top of them. */
export function labelsOfGroup({ spec: { metadata, template } }: Entity<WorkloadGroupSpec>): Labels {
  return { ...template?.labels, ...metadata?.labels };
}
