import { IMeshHost } from './mesh-host';
import { IMeshWorkload } from './mesh-workload';

/** Who calls, as far as policies ask. */
export interface MeshCaller extends IMeshWorkload {
  /** The identity of its pods; undefined when it is not known. */
  readonly principal?: string;
}

/** The pods of a gateway that exposes a service. */
export interface GatewayCaller {
  /** The name of the pods' Service. */
  readonly serviceName: string;
  readonly namespace: string;
  readonly podLabels: { readonly [name: string]: string };
}

/** What is known of hosts, each once. */
class Noted<T> {
  private readonly known = new WeakMap<IMeshHost, Set<T>>();
  private readonly listeners = new WeakMap<IMeshHost, ((one: T) => void)[]>();

  public add(host: IMeshHost, one: T): void {
    const known = this.known.get(host) ?? new Set();
    if (!known.has(one)) {
      this.known.set(host, known.add(one));
      this.listeners.get(host)?.forEach(listener => listener(one));
    }
  }

  public of(host: IMeshHost): T[] {
    return [...this.known.get(host) ?? []];
  }

  public on(host: IMeshHost, listener: (one: T) => void): void {
    this.of(host).forEach(listener);
    this.listeners.set(host, [...this.listeners.get(host) ?? [], listener]);
  }
}

const callers = new Noted<MeshCaller>();
const gateways = new Noted<GatewayCaller>();

/** Notes that a workload declares that it calls a host. */
export function noteCall(caller: MeshCaller, callee: IMeshHost): void {
  callers.add(callee, caller);
}

/** Who declares to call a host, in the order in which it was declared. */
export function callersOf(callee: IMeshHost): MeshCaller[] {
  return callers.of(callee);
}

/** Tells of each workload that declares to call a host, those that did already and those that will. */
export function onCall(callee: IMeshHost, listener: (caller: MeshCaller) => void): void {
  callers.on(callee, listener);
}

/** Notes that a gateway exposes a service. */
export function noteExposure(gateway: GatewayCaller, service: IMeshHost): void {
  gateways.add(service, gateway);
}

/** Tells of each gateway that exposes a service, those that do already and those that will. */
export function onExposure(service: IMeshHost, listener: (gateway: GatewayCaller) => void): void {
  gateways.on(service, listener);
}
