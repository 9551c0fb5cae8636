import { grouped } from '../../../core/grouped';
import { Manifest } from '../../../manifests/manifest';
import { ClientTlsUse, clientTlsUses } from '../../../model/client-tls';
import { Mesh } from '../../../model/mesh';
import { MutualTls, mutualTlsOf } from '../../../model/mutual-tls';
import { hasSidecar, isInterceptedWhole } from '../../../model/sidecar-pods';
import { containerPortOf } from '../../../model/workload';

/** What DestinationRules say at one place, and pods cannot answer. */
export interface UnansweredTls {
  readonly uses: readonly ClientTlsUse[];
  /** What has the pods take another mode. */
  readonly policy: MutualTls['policy'];
  /** The policy and the first pods. */
  readonly others: readonly Manifest[];
}

/** What DestinationRules say, at each place, by modes that pods cannot answer since a PeerAuthentication has them take another one. */
export function unanswered(mesh: Mesh, said: readonly string[], taken: string): readonly UnansweredTls[] {
  const isUnanswered = (use: ClientTlsUse) => said.includes(use.tls.mode ?? 'DISABLE') && takenBy(mesh, use)?.mode === taken;
  return byPlace(clientTlsUses(mesh).filter(isUnanswered)).map(uses => {
    const { policy } = takenBy(mesh, uses[0])!;
    return { uses, policy, others: [policy.manifest, uses[0].endpoint.workload!.object.manifest] };
  });
}

/** What the pods of a use take, where all that comes for them goes through a sidecar. */
function takenBy(mesh: Mesh, { endpoint: { workload }, port }: ClientTlsUse): MutualTls | undefined {
  const isJudged = workload !== undefined && hasSidecar(mesh, workload) === true && isInterceptedWhole(workload);
  return isJudged ? mutualTlsOf(mesh, workload, containerPortOf(workload, port.targetPort)) : undefined;
}

/** What DestinationRules say at one place, by that place: a rule for many hosts, ports and pods is one mistake. */
export function byPlace(uses: readonly ClientTlsUse[]): readonly (readonly ClientTlsUse[])[] {
  return [...grouped(uses, use => use.rule).values()].flatMap(ofRule => [...grouped(ofRule, use => use.path.join('.')).values()]);
}

/** Whom they mean, in a few words: the first host and workload, and how many more. */
export function targetText(uses: readonly ClientTlsUse[]): string {
  const { host, port, endpoint } = uses[0];
  const workload = endpoint.workload && `${endpoint.workload.kind} '${endpoint.workload.namespace}/${endpoint.workload.name}'`;
  const others = new Set(uses.map(use => use.host.host)).size - 1;
  return `${workload ?? `'${host.host}'`} on port ${port.number}${workload ? ` of '${host.host}'` : ''}${others > 0 ? ` and what answers for ${others} more` : ''}`;
}
