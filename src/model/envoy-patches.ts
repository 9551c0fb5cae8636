import { Entity } from './entity';
import { EnvoyFilterSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { own } from '../core/own';
import { FieldPath } from '../manifests/locate';
import { isObject, JsonObject } from '../manifests/manifest';

/** A patch of an EnvoyFilter. */
export interface EnvoyPatch {
  readonly filter: Entity<EnvoyFilterSpec>;
  readonly path: FieldPath;
  readonly applyTo: string;
  readonly operation: string;
  readonly match: JsonObject;
  readonly value?: JsonObject;
}

/** All patches of all EnvoyFilters. */
export function patchesOf(mesh: Mesh): readonly EnvoyPatch[] {
  return mesh.once('patches', () => mesh.objects.of<EnvoyFilterSpec>(KINDS.envoyFilter).flatMap(filter => (filter.spec.configPatches ?? [])
    .map(({ applyTo = '', match = {}, patch = {} }, at) => ({
      filter, path: ['spec', 'configPatches', at], applyTo, operation: patch.operation ?? '', match, value: patch.value,
    }))));
}

/** The filter in the proxy that a patch is about, and where its name stands. */
export function filterNamedBy({ applyTo, match, path }: EnvoyPatch): { readonly name: string; readonly path: FieldPath } | undefined {
  const fields = own(FILTER_FIELDS, applyTo);
  const name = fields && fieldAt(match, fields);
  return typeof name === 'string' && name !== '' ? { name, path: [...path, 'match', ...fields!] } : undefined;
}

/** A field far within an object. */
export function fieldAt(json: unknown, fields: readonly string[]): unknown {
  return fields.reduce<unknown>((value, field) => isObject(value) ? value[field] : undefined, json);
}

const FILTER_FIELDS: { readonly [applyTo: string]: readonly string[] } = {
  HTTP_FILTER: ['listener', 'filterChain', 'filter', 'subFilter', 'name'],
  NETWORK_FILTER: ['listener', 'filterChain', 'filter', 'name'],
  LISTENER_FILTER: ['listener', 'listenerFilter'],
};
