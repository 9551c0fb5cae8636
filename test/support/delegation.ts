import { Manifest } from './schema';
import { find, ofKind } from './synth';

type Json = { [key: string]: any };

/**
 * A VirtualService with its delegates in their place, as istiod puts them: written from its source (pilot/pkg/model/virtualservice.go), not from this library.
 * A delegate's route that asks for more than its root lets through is left out, as istiod does.
 */
export function withDelegates(objects: readonly Manifest[], name: string): Manifest {
  const root = find(objects, 'VirtualService', name);
  const spec = root.spec as Json;
  return { ...root, spec: { ...spec, http: spec.http.flatMap((route: Json) => route.delegate ? merged(root, route, objects) : [route]) } };
}

function merged(root: Manifest, { name, match, delegate }: Json, objects: readonly Manifest[]): Json[] {
  const found = ofKind(objects, 'VirtualService').find(({ metadata }) => metadata.name === delegate.name && metadata.namespace === delegate.namespace);
  const { exportTo = ['*'], hosts, gateways, http } = (found?.spec ?? { http: [] }) as Json;
  const seen = exportTo.some((to: string) => to === '*' || to === root.metadata.namespace || (to === '.' && root.metadata.namespace === delegate.namespace));
  if (hosts !== undefined || gateways !== undefined || !seen) {
    return [];
  }
  return http.flatMap((route: Json) => {
    const both = mergedMatch(match, route.match);
    return both === 'conflict' ? [] : [{ ...route, name: `${name}-${route.name}`, match: both }];
  });
}

function mergedMatch(root: Json[] | undefined, leaf: Json[] | undefined): Json[] | undefined | 'conflict' {
  if (!root || !leaf) {
    return leaf ?? root;
  }
  const pairs = leaf.map(one => root.filter(other => !conflict(other.uri, one.uri)).map(other => ({ ...one, uri: one.uri ?? other.uri })));
  return pairs.some(one => one.length === 0) ? 'conflict' : pairs.flat();
}

/** Whether a delegate's condition on the path is none that the root's holds. */
function conflict(root: Json | undefined, leaf: Json | undefined): boolean {
  if (!root || !leaf) {
    return false;
  }
  if (root.exact !== undefined) {
    return leaf.exact !== root.exact;
  }
  return root.prefix === undefined || !(leaf.exact ?? leaf.prefix ?? '').startsWith(root.prefix);
}
