import { IConstruct } from 'constructs';
import { CalledOperation } from './called-operation';
import { fail, show } from './errors';
import { GatewayPodsReference } from './gateway-reference';
import { IMeshHost } from './mesh-host';
import { MeshSettings } from './mesh-settings';
import { IMeshWorkload } from './mesh-workload';
import { NetworkEndpoints } from './network-endpoints';

/** Who calls, as far as policies ask. */
export interface MeshCaller extends IMeshWorkload {
  /** The identity of its pods; undefined when it is not known. */
  readonly principal?: string;
  /** The identities of all its pods, where these differ. */
  readonly _identities?: readonly string[];
  /** Why it has no proxy, and so no identity; undefined where it has one, as far as is known. */
  readonly _outside?: string;
  /** Where its connections begin beside its pods: its machines' addresses. */
  _origins?(): readonly NetworkEndpoints[];
}

/** A gateway that exposes a service. */
export interface ExposingGateway {
  readonly owner: IConstruct;
  readonly pods: GatewayPodsReference;
  /** The service's ports to which it leads. */
  readonly ports: readonly number[];
}

/** Something whose proxies reach a host: a service that calls it, a gateway that exposes it, the callers of a service whose routes lead to it. */
export interface HostUser {
  readonly owner: IConstruct;
  /** What it does with the host, for errors. */
  readonly how: 'calls' | 'exposes' | 'routes to';
  /** The namespace of the proxies; undefined where it is not known. */
  readonly namespace?: string;
  /** Whose proxies they are: a workload's, or a gateway's pods'. */
  readonly proxies: MeshCaller | GatewayPodsReference;
  /** What is asked of the host, any of these; all when there is none. */
  readonly operations: readonly CalledOperation[];
  /** Whether it passes on what others encrypted, and so acts under their identities. */
  readonly passesThrough?: boolean;
}

/** All that is known of who reaches one host, and whom its own routes reach. */
class Uses {
  /** What each asks. */
  public readonly callers = new Map<MeshCaller, readonly CalledOperation[]>();
  public readonly gateways = new Map<IConstruct, ExposingGateway>();
  /** Hosts whose routes lead here, and to which ports. */
  public readonly routes = new Map<IMeshHost, Set<number>>();
  public readonly leadsTo = new Set<IMeshHost>();
  public readonly onCall: ((caller: MeshCaller) => void)[] = [];
  public readonly onExposure: ((gateway: ExposingGateway) => void)[] = [];
}

/** By mesh and by host, so that an imported service counts for the one that it stands for. */
const known = new WeakMap<MeshSettings, Map<string, Uses>>();

function usesOf(target: IMeshHost): Uses {
  const settings = MeshSettings.of(target);
  const byHost = known.get(settings) ?? new Map<string, Uses>();
  known.set(settings, byHost);
  const uses = byHost.get(target.host) ?? new Uses();
  byHost.set(target.host, uses);
  return uses;
}

/** Notes that a workload declares that it calls a host, and what it asks there; all when nothing is said. */
export function noteCall(caller: MeshCaller, callee: IMeshHost, operations: readonly CalledOperation[] = []): void {
  checkCluster(caller, 'calls', callee);
  const { callers, onCall: listeners } = usesOf(callee);
  const before = callers.get(caller);
  callers.set(caller, before?.length === 0 || operations.length === 0 ? [] : [...before ?? [], ...operations]);
  if (!before) {
    listeners.forEach(listener => listener(caller));
  }
}

/** Notes that a gateway exposes ports of a service. */
export function noteExposure(gateway: ExposingGateway, service: IMeshHost): void {
  checkCluster(gateway.owner, 'exposes', service);
  const { gateways, onExposure: listeners } = usesOf(service);
  const ports = new Set([...gateways.get(gateway.owner)?.ports ?? [], ...gateway.ports]);
  gateways.set(gateway.owner, { ...gateway, ports: [...ports] });
  listeners.forEach(listener => listener(gateway));
}

/** Notes that the routes of a host lead to a port of another, so that the callers of the one reach the other. */
export function noteRoute(from: IMeshHost, to: IMeshHost, port: number): void {
  checkCluster(from, 'routes to', to);
  const { routes } = usesOf(to);
  routes.set(from, (routes.get(from) ?? new Set()).add(port));
  usesOf(from).leadsTo.add(to);
}

/** Who declares to call a host, in the order in which it was declared. */
export function callersOf(callee: IMeshHost): MeshCaller[] {
  return [...usesOf(callee).callers.keys()];
}

/** The hosts that a call of a host may reach: itself, and those to which its routes lead. */
export function reachedBy(callee: IMeshHost, found = new Map<string, IMeshHost>()): IMeshHost[] {
  if (!found.has(callee.host)) {
    found.set(callee.host, callee);
    usesOf(callee).leadsTo.forEach(host => reachedBy(host, found));
  }
  return [...found.values()];
}

/** Tells of each workload that declares to call a host, those that did already and those that will. */
export function onCall(callee: IMeshHost, listener: (caller: MeshCaller) => void): void {
  const uses = usesOf(callee);
  [...uses.callers.keys()].forEach(listener);
  uses.onCall.push(listener);
}

/** Tells of each gateway that exposes a service, those that do already and those that will. */
export function onExposure(service: IMeshHost, listener: (gateway: ExposingGateway) => void): void {
  const uses = usesOf(service);
  uses.gateways.forEach(listener);
  uses.onExposure.push(listener);
}

/** Whose proxies reach a host, as far as the app knows, in whichever cluster of the mesh. Who reaches it by another's routes is found behind that. */
export function usersOf(target: IMeshHost, seen = new Set<string>()): HostUser[] {
  if (seen.has(target.host)) {
    return [];
  }
  seen.add(target.host);
  const { _clusters: clusters, _otherClusters: others, _eastWestGateways: gates } = MeshSettings.of(target);
  const everywhere = clusters.map(cluster => known.get(cluster)?.get(target.host)).filter(uses => uses !== undefined);
  const crossed = others.some(cluster => cluster._ownerOf(target.host));
  return [
    ...everywhere.flatMap(({ callers }) => [...callers])
      .map(([owner, operations]): HostUser => ({ owner, how: 'calls', namespace: owner.namespace, proxies: owner, operations })),
    ...everywhere.flatMap(({ gateways }) => [...gateways.values()])
      .map(({ owner, pods, ports }): HostUser => ({ owner, how: 'exposes', namespace: pods.namespace, proxies: pods, operations: [{ ports: [...ports] }] })),
    ...(crossed ? gates : [])
      .map((owner): HostUser => ({ owner, how: 'exposes', namespace: owner.namespace, proxies: owner._pods, operations: [], passesThrough: true })),
    ...everywhere.flatMap(({ routes }) => [...routes]).flatMap(([owner, ports]) => usersOf(owner, seen)
      // Routes may have changed path and method.
      .map(({ namespace, proxies, passesThrough }): HostUser => ({ owner, how: 'routes to', namespace, proxies, passesThrough, operations: [{ ports: [...ports] }] }))),
  ];
}

/** Objects hold in the cluster that they are applied to: a proxy knows nothing of a host whose objects stand in another alone. */
function checkCluster(user: IConstruct, how: HostUser['how'], target: IMeshHost): void {
  const [here, there] = [MeshSettings.of(user), MeshSettings.of(target)];
  if (here !== there && here._clusters.includes(there)) {
    fail(user, `${how} '${target.node.path}', which is in cluster ${show(there.clusterName)}, from cluster ${show(here.clusterName)}: make it known there by a RemoteService, and use that`);
  }
}
