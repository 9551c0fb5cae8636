import { MeshCaller } from '../core/call-graph';

/** The identities of callers, and those callers whose identity is not known. */
export function identitiesOf(callers: readonly MeshCaller[]): { principals: string[]; unknown: MeshCaller[] } {
  const principals = callers.map(caller => caller.principal).filter(principal => principal !== undefined);
  return { principals: [...new Set(principals)].sort(), unknown: callers.filter(caller => caller.principal === undefined) };
}
