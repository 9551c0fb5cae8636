import { Entity } from './entity';
import { PeerAuthenticationSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { Workload } from './workload';
import { hasSelector, policiesOf } from './workload-policies';

/** What a PeerAuthentication says of a workload's connections. */
export interface MutualTls {
  readonly mode: string;
  readonly policy: Entity<PeerAuthenticationSpec>;
}

/**
 * What is said of the mutual TLS of a workload, at a port of its pods or at all that say nothing of their own: by policies that select it, else by its
 * namespace's, else by the mesh's. Undefined where nothing is said, or where two say unlike things and the older one holds.
 */
export function mutualTlsOf(mesh: Mesh, workload: Pick<Workload, 'namespace' | 'labels'>, port?: number): MutualTls | undefined {
  const policies = policiesOf<PeerAuthenticationSpec>(mesh, KINDS.peerAuthentication, workload);
  // Those of the root namespace that select some workloads are ignored.
  const selecting = policies.filter(policy => hasSelector(policy) && policy.namespace !== mesh.rootNamespace);
  const wide = policies.filter(policy => !hasSelector(policy));
  const levels = [
    ...port === undefined ? [] : [{ level: selecting, said: (spec: PeerAuthenticationSpec) => spec.portLevelMtls?.[String(port)]?.mode }],
    { level: selecting, said: modeOf },
    { level: wide.filter(({ namespace }) => namespace !== mesh.rootNamespace), said: modeOf },
    { level: wide.filter(({ namespace }) => namespace === mesh.rootNamespace), said: modeOf },
  ];
  for (const { level, said } of levels) {
    const modes = level.map(policy => ({ mode: said(policy.spec), policy }));
    const [first] = modes;
    if (modes.some(({ mode }) => mode !== first.mode)) {
      return undefined;
    }
    if (first?.mode !== undefined && first.mode !== 'UNSET') {
      return { mode: first.mode, policy: first.policy };
    }
  }
  return undefined;
}

function modeOf({ mtls }: PeerAuthenticationSpec): string | undefined {
  return mtls?.mode;
}
