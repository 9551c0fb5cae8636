import { IConstruct } from 'constructs';
import { fail, show } from './errors';
import { GatewayPodsReference } from './gateway-reference';
import { IMeshHost } from './mesh-host';
import { MeshSettings } from './mesh-settings';
import { IMeshWorkload } from './mesh-workload';

/** Who calls, as far as policies ask. */
export interface MeshCaller extends IMeshWorkload {
  /** The identity of its pods; undefined when it is not known. */
  readonly principal?: string;
}

/** A gateway that exposes a service. */
export interface ExposingGateway {
  readonly owner: IConstruct;
  readonly pods: GatewayPodsReference;
}

/** Something whose proxies reach a host: a service that calls it, a gateway that exposes it, the callers of a service whose routes lead to it. */
export interface HostUser {
  readonly owner: IConstruct;
  /** What it does with the host, for errors. */
  readonly how: 'calls' | 'exposes' | 'routes to';
  /** The namespace of the proxies; undefined where it is not known. */
  readonly namespace?: string;
}

/** All that is known of who reaches one host. */
class Uses {
  public readonly callers = new Set<MeshCaller>();
  public readonly gateways = new Set<ExposingGateway>();
  public readonly routes = new Set<IMeshHost>();
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

/** Notes that a workload declares that it calls a host. */
export function noteCall(caller: MeshCaller, callee: IMeshHost): void {
  checkCluster(caller, 'calls', callee);
  const { callers, onCall: listeners } = usesOf(callee);
  if (!callers.has(caller)) {
    callers.add(caller);
    listeners.forEach(listener => listener(caller));
  }
}

/** Notes that a gateway exposes a service. */
export function noteExposure(gateway: ExposingGateway, service: IMeshHost): void {
  checkCluster(gateway.owner, 'exposes', service);
  const { gateways, onExposure: listeners } = usesOf(service);
  gateways.add(gateway);
  listeners.forEach(listener => listener(gateway));
}

/** Notes that the routes of a host lead to another, so that the callers of the one reach the other. */
export function noteRoute(from: IMeshHost, to: IMeshHost): void {
  checkCluster(from, 'routes to', to);
  usesOf(to).routes.add(from);
}

/** Who declares to call a host, in the order in which it was declared. */
export function callersOf(callee: IMeshHost): MeshCaller[] {
  return [...usesOf(callee).callers];
}

/** Tells of each workload that declares to call a host, those that did already and those that will. */
export function onCall(callee: IMeshHost, listener: (caller: MeshCaller) => void): void {
  const uses = usesOf(callee);
  uses.callers.forEach(listener);
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
    ...everywhere.flatMap(({ callers }) => [...callers]).map((owner): HostUser => ({ owner, how: 'calls', namespace: owner.namespace })),
    ...everywhere.flatMap(({ gateways }) => [...gateways]).map(({ owner, pods }): HostUser => ({ owner, how: 'exposes', namespace: pods.namespace })),
    ...(crossed ? gates : []).map(({ owner, namespace }): HostUser => ({ owner, how: 'exposes', namespace })),
    ...everywhere.flatMap(({ routes }) => [...routes]).flatMap(owner => usersOf(owner, seen).map(({ namespace }): HostUser => ({ owner, how: 'routes to', namespace }))),
  ];
}

/** Objects hold in the cluster that they are applied to: a proxy knows nothing of a host whose objects stand in another alone. */
function checkCluster(user: IConstruct, how: HostUser['how'], target: IMeshHost): void {
  const [here, there] = [MeshSettings.of(user), MeshSettings.of(target)];
  if (here !== there && here._clusters.includes(there)) {
    fail(user, `${how} '${target.node.path}', which is in cluster ${show(there.clusterName)}, from cluster ${show(here.clusterName)}: make it known there by a RemoteService, and use that`);
  }
}
