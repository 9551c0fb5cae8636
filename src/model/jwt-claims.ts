import { Entity } from './entity';
import { VirtualServiceSpec } from './istio-specs';
import { httpMatchesOf } from './virtual-service';
import { FieldPath } from '../manifests/locate';

/** Whether a header's name in a match means a claim of a token. */
export function isClaim(name: string): boolean {
  return /^@request\.auth\.claims(\..|\[.+\]$)/is.test(name);
}

/** Claims of tokens that routes ask for. */
export function claimsMatched(service: Entity<VirtualServiceSpec>): readonly { readonly name: string; readonly path: FieldPath }[] {
  return httpMatchesOf(service).flatMap(({ match, path }) => (['headers', 'withoutHeaders'] as const)
    .flatMap(field => Object.keys(match[field] ?? {}).filter(isClaim).map(name => ({ name, path: [...path, field, name] }))));
}
