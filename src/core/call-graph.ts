import { IMeshHost } from './mesh-host';
import { IMeshWorkload } from './mesh-workload';

/** Who calls, as far as policies ask. */
export interface MeshCaller extends IMeshWorkload {
  /** The identity of its pods; undefined when it is not known. */
  readonly principal?: string;
}

const callers = new WeakMap<IMeshHost, Set<MeshCaller>>();

/** Notes that a workload declares that it calls a host. */
export function noteCall(caller: MeshCaller, callee: IMeshHost): void {
  callers.set(callee, (callers.get(callee) ?? new Set()).add(caller));
}

/** Who declares to call a host, in the order in which it was declared. */
export function callersOf(callee: IMeshHost): MeshCaller[] {
  return [...callers.get(callee) ?? []];
}
