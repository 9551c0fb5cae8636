import { Entity } from './entity';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { addTo } from '../core/grouped';
import { isObject, JsonObject } from '../manifests/manifest';

/** Kinds of which controllers make secrets, and how the secret is named in their specification. */
const MAKERS: readonly { readonly kind: string; readonly name: (spec: JsonObject) => unknown }[] = [
  { kind: 'cert-manager.io/Certificate', name: ({ secretName }) => secretName },
  { kind: 'external-secrets.io/ExternalSecret', name: ({ target }) => isObject(target) ? target.name : undefined },
  { kind: 'bitnami.com/SealedSecret', name: () => undefined },
];

/** A secret that is there, or will be. */
export interface KnownSecret {
  readonly name: string;
  readonly namespace: string;
  /** The object that is the secret, or makes it. */
  readonly object: Entity<unknown>;
  /** Names of its keys; undefined where they are not known. */
  readonly keys?: readonly string[];
  /** Whether it has a certificate and a key, as far as can be seen. */
  readonly certificate: boolean;
}

/** Secrets of a namespace, by their names. */
export function secretsIn(mesh: Mesh, namespace: string): ReadonlyMap<string, KnownSecret> {
  return allSecrets(mesh).get(namespace) ?? NONE;
}

/** Namespaces that have a secret of a name. */
export function namespacesOfSecret(mesh: Mesh, name: string): readonly string[] {
  return mesh.once('namespaces of secrets', () => {
    const found = new Map<string, string[]>();
    allSecrets(mesh).forEach((secrets, namespace) => secrets.forEach(secret => { addTo(found, secret.name, namespace); }));
    return found;
  }).get(name) ?? [];
}

const NONE: ReadonlyMap<string, KnownSecret> = new Map();
const CERTIFICATE_KEYS = ['tls.crt', 'cert'];

function allSecrets(mesh: Mesh): ReadonlyMap<string, ReadonlyMap<string, KnownSecret>> {
  return mesh.once('secrets', () => {
    const found = new Map<string, Map<string, KnownSecret>>();
    const add = (secret: KnownSecret) => {
      const ofNamespace = found.get(secret.namespace) ?? new Map<string, KnownSecret>();
      found.set(secret.namespace, ofNamespace);
      ofNamespace.set(secret.name, secret);
    };
    for (const { kind, name } of MAKERS) {
      for (const object of mesh.objects.of<JsonObject>(kind)) {
        const named = name(object.spec);
        add({ name: typeof named === 'string' ? named : object.name, namespace: object.namespace, object, certificate: kind === MAKERS[0].kind });
      }
    }
    for (const object of mesh.objects.of(KINDS.secret)) {
      const { data, stringData, type } = object.manifest.json;
      const keys = [...Object.keys(isObject(data) ? data : {}), ...Object.keys(isObject(stringData) ? stringData : {})];
      const certificate = type === 'kubernetes.io/tls' || CERTIFICATE_KEYS.some(key => keys.includes(key));
      add({ name: object.name, namespace: object.namespace, object, keys, certificate });
    }
    return found;
  });
}
