import { builtinDefinition, builtinKinds, kubernetesDefinitions, resolveBuiltin } from './builtin';
import { checkRules } from './cel';
import { customKind, CustomKind, servedVersions } from './crds';
import { withDefaults, withoutNulls } from './defaults';
import { checkKubernetesRules } from './kubernetes-rules';
import { checkMetadata } from './names';
import { isObject, JsonObject, Manifest } from './schema';
import { checkOfBuiltin, checkOfCustom } from './structural';
import { checkUniqueness } from './uniqueness';

export type { Manifest } from './schema';

/**
 * What a Kubernetes API server with the imported CRDs would have against creating this object, one line a
 * problem: `VirtualService shop/reviews: spec.http[0].route: required`. No line, no problem.
 *
 * A kind that is not known here is a problem too: unchecked is not the same as valid.
 */
export function checkManifest(object: unknown): string[] {
  if (!isObject(object)) {
    return [`not an object: ${JSON.stringify(object)}`];
  }
  if (object.apiVersion === 'v1' && object.kind === 'List') {
    return Array.isArray(object.items) ? object.items.flatMap(checkManifest) : ['List: items: required'];
  }
  return problemsOf(object).map(problem => `${nameOf(object)}: ${problem}`);
}

/** Throws if the API server would refuse any of the objects, with all there is to say. */
export function expectValid(objects: readonly unknown[]): void {
  const problems = objects.flatMap(checkManifest);
  if (problems.length > 0) {
    throw new Error(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the manifests:\n${problems.map(problem => `  ${problem}`).join('\n')}`);
  }
}

/** `VirtualService shop/reviews`: an object as people speak of it. */
export function nameOf(object: JsonObject | Manifest): string {
  const { name, generateName, namespace } = object.metadata ?? {};
  return `${object.kind ?? '(no kind)'} ${namespace ? `${namespace}/` : ''}${name ?? generateName ?? '(no name)'}`;
}

function problemsOf(object: JsonObject): string[] {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return ['apiVersion and kind: required'];
  }
  const builtin = builtinDefinition(apiVersion, kind);
  const custom = builtin ? undefined : customKind(apiVersion, kind);
  if (!builtin && !custom) {
    return [unknownKind(apiVersion, kind)];
  }
  const problems = builtin ? checkBuiltin(builtin, object) : checkCustom(custom!, object);
  return isObject(object.metadata) ? [...problems, ...checkMetadata(apiVersion, kind, object.metadata)] : problems;
}

/** Rules look into objects of the right structure only: on others they would fail for no reason of their own. */
function checkBuiltin(definition: string, written: JsonObject): string[] {
  const object = withoutNulls(written, kubernetesDefinitions()[definition], resolveBuiltin) as JsonObject;
  const structural = isObject(object.metadata) ? checkOfBuiltin(definition)(object) : ['metadata: required'];
  return structural.length > 0
    ? structural
    : [...checkUniqueness(kubernetesDefinitions()[definition], object, resolveBuiltin), ...checkKubernetesRules(object)];
}

function checkCustom(kind: CustomKind, object: JsonObject): string[] {
  const filled = withDefaults(kind.schema, object);
  const structural = checkOfCustom(kind)(filled);
  return structural.length > 0 ? structural : [...checkUniqueness(kind.schema, filled), ...checkRules(kind.schema, filled)];
}

function unknownKind(apiVersion: string, kind: string): string {
  const known = [...builtinKinds().filter(key => key.endsWith(`/${kind}`)).map(key => key.slice(0, -kind.length - 1)), ...servedVersions(kind)];
  const hint = known.length > 0 ? `known as ${known.join(', ')}` : 'add it to scripts/kubernetes-schemas.ts, or its CRD to imports/crds';
  return `${apiVersion} ${kind} is not a known kind (${hint})`;
}
