import { Entity } from './entity';
import { PolicySelector, TargetRef } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { Workload } from './workload';
import { SelectorIndex } from '../core/selector-index';
import { FieldPath } from '../manifests/locate';

/** What all objects have in common that hold for the workloads of a selector, or for targets. */
export interface PolicySpec {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

/** Kinds of such objects. */
export const POLICY_KINDS = [
  KINDS.authorizationPolicy, KINDS.peerAuthentication, KINDS.requestAuthentication, KINDS.telemetry, KINDS.wasmPlugin, KINDS.proxyConfig,
] as const;

/** Kinds of which those with a selector hold for the whole mesh too, if they are in the root namespace. */
const SELECTS_IN_ALL_NAMESPACES: ReadonlySet<string> = new Set([KINDS.authorizationPolicy, KINDS.requestAuthentication, KINDS.wasmPlugin]);

/** The labels that a policy selects; none if it holds for all of its namespace. */
export function selectorOf({ spec: { selector } }: Entity<PolicySpec>): { readonly [name: string]: string } {
  return selector?.matchLabels ?? {};
}

/** Whether a policy selects some workloads of its scope and not all. */
export function hasSelector(policy: Entity<PolicySpec>): boolean {
  return Object.keys(selectorOf(policy)).length > 0;
}

/** A target that a policy names, and where. */
export interface NamedTarget {
  readonly ref: TargetRef;
  readonly path: FieldPath;
}

/** The targets that a policy names. */
export function targetsOf({ spec: { targetRef, targetRefs = [] } }: Entity<PolicySpec>): readonly NamedTarget[] {
  return targetRefs.length > 0
    ? targetRefs.map((ref, at) => ({ ref, path: ['spec', 'targetRefs', at] }))
    : targetRef ? [{ ref: targetRef, path: ['spec', 'targetRef'] }] : NO_TARGETS;
}

const NO_TARGETS: readonly NamedTarget[] = [];

/** The policies of a kind that name targets. */
export function policiesWithTargets(mesh: Mesh, kind: string): readonly Entity<PolicySpec>[] {
  return mesh.once(`${kind} with targets`, () => mesh.objects.of<PolicySpec>(kind).filter(policy => targetsOf(policy) !== NO_TARGETS));
}

/** The workloads that a policy of a kind holds for; none if it names targets. */
export function workloadsUnder(mesh: Mesh, kind: string, policy: Entity<PolicySpec>): readonly Workload[] {
  if (targetsOf(policy).length > 0) {
    return [];
  }
  const everywhere = policy.namespace === mesh.rootNamespace && (!hasSelector(policy) || SELECTS_IN_ALL_NAMESPACES.has(kind));
  const selector = selectorOf(policy);
  // Many policies may be for all of one namespace.
  const known = mesh.once('workloads by scope', () => new Map<string, readonly Workload[]>());
  const scope = JSON.stringify([everywhere ? null : policy.namespace, selector]);
  let workloads = known.get(scope);
  if (!workloads) {
    workloads = mesh.workloadsWith(everywhere ? undefined : policy.namespace, selector);
    known.set(scope, workloads);
  }
  return workloads;
}

/** The policies of a kind that hold for a workload by its labels, in their order. */
export function policiesOf<Spec extends PolicySpec>(mesh: Mesh, kind: string, { namespace, labels }: Pick<Workload, 'namespace' | 'labels'>): readonly Entity<Spec>[] {
  const index = mesh.once(`${kind} by selectors`, () => {
    const made = new SelectorIndex<Entity<Spec>>();
    mesh.objects.of<Spec>(kind).filter(policy => targetsOf(policy).length === 0)
      .forEach(policy => made.add(policy.namespace, selectorOf(policy), policy));
    return made;
  });
  return index.of([mesh.rootNamespace, namespace], labels)
    .filter(policy => policy.namespace === namespace || !hasSelector(policy) || SELECTS_IN_ALL_NAMESPACES.has(kind));
}
