import { MeshCaller } from '../core/call-graph';

/** The identities of one caller's pods; undefined when they are not known. */
export function identitiesOfCaller({ _identities, principal }: MeshCaller): readonly string[] | undefined {
  return _identities ?? (principal === undefined ? undefined : [principal]);
}

/** The identities of callers, and those callers whose identity is not known. */
export function identitiesOf(callers: readonly MeshCaller[]): { principals: string[]; unknown: MeshCaller[] } {
  const principals = callers.flatMap(caller => identitiesOfCaller(caller) ?? []);
  return { principals: [...new Set(principals)].sort(), unknown: callers.filter(caller => identitiesOfCaller(caller) === undefined) };
}
