import { Entity } from './entity';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { HostPort } from './service-host';
import { PeerAuthenticationSpec } from './specs';
import { containersOf, Workload } from './workload';
import { SelectorIndex } from '../core/selector-index';
import { isObject } from '../manifests/manifest';

/** What a workload takes from its callers: mTLS only, anything, or what its own program speaks. */
export type MutualTlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** What a workload takes, and which policy says so; none if nothing does. */
export interface MutualTls {
  readonly mode: MutualTlsMode;
  readonly policy?: Entity<PeerAuthenticationSpec>;
}

interface Chosen {
  readonly own?: Entity<PeerAuthenticationSpec>;
  readonly whole: MutualTls;
}

/**
 * What a workload takes on a port of its own: the port's setting of the oldest policy that selects it, else that policy's, else its namespace's, else the mesh's.
 */
export function mutualTlsOf(mesh: Mesh, workload: Workload, port?: number): MutualTls {
  const { own, whole } = policiesFor(mesh, workload);
  const atPort = modeOf(port === undefined ? undefined : own?.spec.portLevelMtls?.[String(port)]);
  return atPort ? { mode: atPort, policy: own } : whole;
}

/** The number of the port at which a workload listens for a port of a host; undefined if it names none of that name. */
export function listeningPort({ targetPort }: HostPort, { pod }: Workload): number | undefined {
  return typeof targetPort === 'number' ? targetPort
    : containersOf(pod).flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort)?.containerPort;
}

function policiesFor(mesh: Mesh, { namespace, labels }: Workload): Chosen {
  const { everywhere, selecting } = policies(mesh);
  // Policies that select pods count in the namespaces of the pods only, and never in the root namespace.
  const [own] = namespace === mesh.rootNamespace ? [] : selecting.of([namespace], labels);
  const mode = modeOf(own?.spec.mtls);
  return { own, whole: mode ? { mode, policy: own } : inherited(everywhere.get(namespace), everywhere.get(mesh.rootNamespace)) };
}

function inherited(...parents: readonly (Entity<PeerAuthenticationSpec> | undefined)[]): MutualTls {
  const policy = parents.find(parent => modeOf(parent?.spec.mtls));
  return { mode: modeOf(policy?.spec.mtls) ?? 'PERMISSIVE', policy };
}

function modeOf(mtls: { readonly mode?: string } | undefined): MutualTlsMode | undefined {
  const mode = mtls?.mode;
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : undefined;
}

function policies(mesh: Mesh) {
  return mesh.once('peer authentications', () => {
    const everywhere = new Map<string, Entity<PeerAuthenticationSpec>>();
    const selecting = new SelectorIndex<Entity<PeerAuthenticationSpec>>();
    for (const policy of oldestFirst(mesh.objects.of<PeerAuthenticationSpec>(KINDS.peerAuthentication))) {
      const selector = policy.spec.selector?.matchLabels ?? {};
      if (Object.keys(selector).length > 0) {
        selecting.add(policy.namespace, selector, policy);
      } else if (!everywhere.has(policy.namespace)) {
        everywhere.set(policy.namespace, policy);
      }
    }
    return { everywhere, selecting };
  });
}

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
