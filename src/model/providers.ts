import { Mesh } from './mesh';
import { isObject, JsonObject } from '../manifests/manifest';

/** An extension provider of the mesh's configuration. */
export interface Provider {
  readonly name: string;
  /** The field that says what it is: 'zipkin', 'envoyExtAuthzHttp'. */
  readonly type?: string;
  readonly settings: JsonObject;
}

/** What every mesh has, unless its configuration gives the name to something else. */
const BUILT_IN: readonly Provider[] = [
  { name: 'prometheus', type: 'prometheus', settings: {} },
  { name: 'stackdriver', type: 'stackdriver', settings: {} },
  { name: 'envoy', type: 'envoyFileAccessLog', settings: {} },
];

/** The extension providers of the mesh; undefined where its configuration was not given. */
export function providersOf(mesh: Mesh): readonly Provider[] | undefined {
  return mesh.once('providers', () => {
    if (Object.keys(mesh.meshConfig).length === 0) {
      return undefined;
    }
    const { extensionProviders } = mesh.meshConfig;
    const given = (Array.isArray(extensionProviders) ? extensionProviders : []).filter(isObject)
      .flatMap(({ name, ...more }) => typeof name === 'string' ? [providerOf(name, more)] : []);
    return [...BUILT_IN.filter(({ name }) => !given.some(provider => provider.name === name)), ...given];
  });
}

/** What providers are for. */
export const PROVIDER_USES = ['accessLogging', 'metrics', 'tracing'] as const;

/** Names of the providers that hold where an object names none. */
export function defaultProvidersOf({ meshConfig: { defaultProviders } }: Mesh, use: (typeof PROVIDER_USES)[number]): readonly string[] {
  const named = isObject(defaultProviders) ? defaultProviders[use] : undefined;
  return Array.isArray(named) ? named.map(String) : [];
}

function providerOf(name: string, json: JsonObject): Provider {
  const [type] = Object.keys(json);
  const settings = json[type];
  return { name, type, settings: isObject(settings) ? settings : {} };
}
