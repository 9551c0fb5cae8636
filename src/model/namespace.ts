import { Entity } from './entity';
import { KINDS } from './kinds';
import { labelsOf } from './metadata';
import { Objects } from './objects';

/** What is known of a namespace. */
export interface Namespace {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
  /** Whether its pods get a proxy unless they say otherwise; undefined where its object was not given. */
  readonly injected?: boolean;
  /** The revision of the control plane that injects it. */
  readonly revision?: string;
  /** Whether its pods are in the mesh without a proxy of their own. */
  readonly ambient: boolean;
  readonly object?: Entity<unknown>;
}

/** The label that says how ambient a namespace or a pod is. */
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** The namespaces that have an object or hold one. */
export function namespacesOf(objects: Objects): ReadonlyMap<string, Namespace> {
  const found = new Map<string, Namespace>();
  objects.all.forEach(({ namespace: name }) => {
    if (name !== undefined && !found.has(name)) {
      found.set(name, { name, labels: {}, ambient: false });
    }
  });
  for (const object of objects.of(KINDS.namespace)) {
    const labels = labelsOf(object.manifest.json);
    const { 'istio-injection': injection, 'istio.io/rev': revision } = labels;
    // What is named by hand goes before the revision.
    const injected = injection === 'enabled' || (injection !== 'disabled' && revision !== undefined);
    found.set(object.name, { name: object.name, labels, injected, revision, ambient: !injected && labels[DATAPLANE_MODE] === 'ambient', object });
  }
  return found;
}
