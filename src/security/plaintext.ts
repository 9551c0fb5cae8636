import { IConstruct } from 'constructs';
import { MutualTlsMode } from './mutual-tls-mode';
import { HostUser, MeshCaller, usersOf } from '../core/call-graph';
import { MeshSettings } from '../core/mesh-settings';
import { warn } from '../core/warnings';
import { IMeshService } from '../service/i-mesh-service';
import { trafficOf } from '../service/port';
import { services } from '../service/service-registry';

/** What a policy says of mutual TLS, and for whom. */
interface Policy {
  readonly namespace: string;
  readonly service?: IMeshService;
  readonly mode: MutualTlsMode;
  /** By the service's ports. */
  readonly ports: ReadonlyMap<number, MutualTlsMode>;
}

/** The policies of a mesh: of services by their host, of namespaces by name, of the mesh by that of its root namespace. */
const policies = new WeakMap<MeshSettings, Map<string, { readonly owner: IConstruct; readonly policy: Policy }>>();

/** Notes a policy, under which plain text that the app declares is an error where it would be refused, and a warning while it is taken. */
export function notePlaintextPolicy(owner: IConstruct, policy: Policy): void {
  const settings = MeshSettings.of(owner);
  const known = policies.get(settings) ?? new Map();
  policies.set(settings, known);
  known.set(policy.service?.host ?? policy.namespace, { owner, policy });
  owner.node.addValidation({ validate: () => problems(owner, policy) });
}

function problems(owner: IConstruct, policy: Policy): string[] {
  const settings = MeshSettings.of(owner);
  const meant = policy.service ? [policy.service] : services.of(owner).filter(service => MeshSettings.of(service) === settings);
  return meant.filter(service => policyOf(settings, service)?.owner === owner).flatMap(service => {
    const calls = usersOf(service).filter(isPlain)
      .flatMap(user => portsOf(service, user).map(port => ({ user, port, mode: policy.ports.get(port) ?? policy.mode })));
    const taken = calls.filter(({ mode }) => mode === MutualTlsMode.PERMISSIVE).map(({ user }) => `'${user.proxies.node.path}'`);
    if (taken.length > 0) {
      warn(owner, `takes plain text at '${service.node.path}' of ${[...new Set(taken)].join(', ')}, outside of the mesh: STRICT would refuse it`);
    }
    return calls.filter(({ mode }) => mode === MutualTlsMode.STRICT).map(({ user, port }) =>
      `refuses plain text at port ${port} of '${service.node.path}', and '${user.proxies.node.path}' sends it (${user.proxies._outside}): let it join the mesh, lead it through a gateway, or give the port MutualTlsMode.PERMISSIVE`);
  });
}

/** The policy that holds for a service: the narrowest. */
function policyOf(settings: MeshSettings, { host, namespace }: IMeshService) {
  const known = policies.get(settings)!;
  return known.get(host) ?? known.get(namespace) ?? known.get(settings.rootNamespace);
}

function isPlain(user: HostUser): user is HostUser & { readonly proxies: MeshCaller } {
  return 'node' in user.proxies && user.proxies._outside !== undefined;
}

function portsOf({ _ports }: IMeshService, { operations }: HostUser): number[] {
  return _ports.filter(({ protocol }) => trafficOf(protocol) !== 'udp').map(({ port }) => port)
    .filter(port => operations.length === 0 || operations.some(({ ports }) => !ports || ports.includes(port)));
}
