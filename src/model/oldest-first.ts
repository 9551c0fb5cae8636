import { Entity } from './entity';
import { isObject } from '../manifests/manifest';

/** As Istio orders objects: by the time of their creation, where they say it, then by their names. */
export function oldestFirst<Spec>(entities: readonly Entity<Spec>[]): readonly Entity<Spec>[] {
  return [...entities].sort((a, b) => compare(creationOf(a), creationOf(b)) || compare(a.name, b.name) || compare(a.namespace, b.namespace));
}

function creationOf({ manifest: { json: { metadata } } }: Entity<unknown>): string {
  const created = isObject(metadata) ? metadata.creationTimestamp : undefined;
  return typeof created === 'string' ? created : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
