import { AccessRule } from './access';
import { identitiesOfCaller } from './identities';
import { HostUser, MeshCaller, reachedBy, usersOf } from '../core/call-graph';
import { CalledOperation } from '../core/called-operation';
import { GatewayPodsReference } from '../core/gateway-reference';
import { Json } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { IRoutedService } from '../service/i-routed-service';
import { listeningNumbers, originsOfMachines, podPort } from '../service/service-endpoints';

/** Who may do what at a service, by its declared callers. */
export function accessRules(service: IRoutedService): AccessRule[] {
  if (isProvider(service)) {
    return [{ principals: ['*'], operations: operationsOf(service, { operations: [] }) }];
  }
  const asked = new Map<string, Map<string, Json>>();
  for (const user of callingUsers(service)) {
    for (const principal of principalsOf(user) ?? []) {
      const operations = asked.get(principal) ?? new Map<string, Json>();
      asked.set(principal, operations);
      operationsOf(service, user).forEach(operation => operations.set(JSON.stringify(operation), operation));
    }
  }
  const byOperations = new Map<string, { principals: string[]; operations: Json[] }>();
  for (const [principal, found] of [...asked].sort(([a], [b]) => a < b ? -1 : 1)) {
    const operations = simplified([...found.values()]);
    const key = JSON.stringify(operations);
    const rule = byOperations.get(key) ?? { principals: [], operations };
    byOperations.set(key, rule);
    rule.principals.push(principal);
  }
  return [...byOperations.values()];
}

/** Why rules by identity would not mean what they say. */
export function accessProblems(service: IRoutedService): string[] {
  const settings = MeshSettings.of(service);
  const users = isProvider(service) ? [] : callingUsers(service);
  const callers = new Set<unknown>(users.map(({ proxies }) => proxies));
  const own = service._outside;
  return [...new Set([
    ...(own === undefined ? [] : [`admits its declared callers alone, and ${own}, so nobody would hold the others back: let it join the mesh, or leave it out of LeastPrivilege`]),
    ...users.flatMap(user => problemsOf(service, user)),
    ...users.flatMap(user => (principalsOf(user) ?? []).flatMap(principal => settings._sharersOf(principal)
      .filter(sharer => sharer !== user.proxies && !callers.has(sharer))
      .map(sharer => `admits '${user.owner.node.path}' by its identity, '${principal}', which '${sharer.node.path}' has too, without a declared call: give each a service account of its own`))),
  ])];
}

/** Who connects to the pods of a service, and at which of their ports. */
export function ingressOf(service: IRoutedService): NetworkEndpoints[] {
  const here = MeshSettings.of(service);
  if (isProvider(service)) {
    const ports = service._ports.map(podPort);
    return [{ pods: {} }, ...originsOfMachines(service)].map(origin => ({ ...origin, ports }));
  }
  return usersOf(service).flatMap(user => {
    const ports = portsOf(service, user.operations).map(podPort);
    return originsOfUser(here, user).map(origin => ({ ...origin, ports }));
  });
}

/** To what the pods of a service connect for it. */
export function egressOf(service: IRoutedService): NetworkEndpoints[] {
  const providers = MeshSettings.of(service).providers;
  const hosts = [...service.callees, ...providers].flatMap(callee => reachedBy(callee._aliasOf ?? callee));
  const distinct = [...new Map(hosts.map(host => [host.host, host])).values()];
  return distinct.flatMap(host => host._endpoints?.() ?? [{ pods: { namespace: host.namespace } }]);
}

/** Every proxy of the mesh itself talks to it, whatever its workload calls. */
function isProvider(service: IRoutedService): boolean {
  return MeshSettings.of(service).providers.some(({ host }) => host === service.host);
}

/** Those who act under identities of their own. */
function callingUsers(service: IRoutedService): HostUser[] {
  return usersOf(service).filter(({ passesThrough }) => !passesThrough);
}

function isCaller(proxies: MeshCaller | GatewayPodsReference): proxies is MeshCaller {
  return 'node' in proxies;
}

function principalsOf({ proxies }: HostUser): readonly string[] | undefined {
  return isCaller(proxies) ? identitiesOfCaller(proxies) : proxies.principal === undefined ? undefined : [proxies.principal];
}

function problemsOf(service: IRoutedService, user: HostUser): string[] {
  const { owner, how, proxies } = user;
  const does = how === 'routes to' ? `whom the routes of '${owner.node.path}' lead here` : `which ${how} it`;
  const who = isCaller(proxies) ? `'${proxies.node.path}'` : how === 'routes to' ? 'a gateway' : `'${owner.node.path}'`;
  if (isCaller(proxies) && proxies._outside !== undefined) {
    return [`admits callers by their identities, and ${who}, ${does}, has none: ${proxies._outside}; let it join the mesh, lead it through a gateway, or leave '${service.node.path}' out of LeastPrivilege`];
  }
  return principalsOf(user) ? [] : [`admits callers by their identities, and that of ${who}, ${does}, is not known: give it one service account, or serviceAccountName where another app deploys it`];
}

/** The service's ports that are meant by what is asked. */
function portsOf({ _ports }: IRoutedService, operations: readonly CalledOperation[]) {
  return _ports.filter(({ port }) => operations.length === 0 || operations.some(({ ports }) => !ports || ports.includes(port)));
}

/** What is asked, with the numbers on which pods and machines listen. */
function operationsOf(service: IRoutedService, { operations }: Pick<HostUser, 'operations'>): Json[] {
  return (operations.length === 0 ? [{}] : operations).flatMap((operation: CalledOperation) => {
    // What proxies do not carry is left to the NetworkPolicy.
    const numbers = listeningNumbers(service, portsOf(service, [operation]));
    return numbers.length === 0 ? [] : [{ ports: numbers.map(String), methods: operation.methods, paths: operation.paths }];
  });
}

/** Ports of which all is asked in one operation, and no part of these beside it. */
function simplified(operations: readonly Json[]): Json[] {
  const whole = operations.filter(({ methods, paths }) => !methods && !paths);
  const open = new Set(whole.flatMap(({ ports }) => ports as string[]));
  const parts = operations.filter(one => !whole.includes(one)).filter(({ ports }) => (ports as string[]).some(port => !open.has(port)));
  return [...(open.size > 0 ? [{ ports: [...open].sort((a, b) => Number(a) - Number(b)) }] : []), ...parts];
}

/** Where a user's connections begin, seen from the cluster of the service. */
function originsOfUser(here: MeshSettings, { proxies, namespace, owner }: HostUser): NetworkEndpoints[] {
  if (!isCaller(proxies)) {
    return [{ pods: { namespace, labels: proxies.labels } }];
  }
  const there = MeshSettings.of(owner);
  const beside = proxies._origins?.() ?? [];
  if (there === here) {
    return [{ pods: { namespace, labels: proxies.podLabels } }, ...beside];
  }
  // Those of another network come by the gateway between the two.
  const ranges = there.clusterAddressRanges;
  return there.network !== here.network ? [] : [ranges.length > 0 ? { addresses: ranges } : { anywhere: true }, ...beside];
}
