import { join } from 'node:path';
import { readJson, Schema } from './schema';

interface KubernetesSchemas {
  readonly kubernetes: string;
  /** Definition by `apiVersion/kind`. */
  readonly kinds: Record<string, string>;
  readonly definitions: Record<string, Schema>;
}

let schemas: KubernetesSchemas | undefined;

/** Made by scripts/kubernetes-schemas.ts. Read rather than imported: the compiler would infer a type of 75 KB. */
function load(): KubernetesSchemas {
  schemas ??= readJson<KubernetesSchemas>(join(__dirname, 'kubernetes.json'));
  return schemas;
}

export function kubernetesDefinitions(): Record<string, Schema> {
  return load().definitions;
}

export function kubernetesVersion(): string {
  return load().kubernetes;
}

/** Every kind of Kubernetes' own that is known here, as `apiVersion/kind`. */
export function builtinKinds(): string[] {
  return Object.keys(load().kinds);
}

/** The name of the kind's definition, or nothing. */
export function builtinDefinition(apiVersion: string, kind: string): string | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(load().kinds, key) ? load().kinds[key] : undefined;
}

export function resolveBuiltin(ref: string): Schema {
  return load().definitions[ref.replace('#/definitions/', '')];
}
