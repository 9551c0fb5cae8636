import { Construct } from 'constructs';
import { Json, MeshObject } from './mesh-object';

/** Envoy's filter that speaks HTTP. */
export const HTTP_CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

export interface EnvoyFilterProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods whose proxies it is for; all of the namespace without them. */
  readonly labels?: { readonly [name: string]: string };
  /** Its place among others: behind those without one if it is above 0. */
  readonly priority?: number;
  readonly patches: readonly Json[];
}

/** Writes what Istio has no field for (`EnvoyFilter`). */
export function writeEnvoyFilter(scope: Construct, id: string, { name, namespace, labels, priority, patches }: EnvoyFilterProps): void {
  new MeshObject(scope, id, {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    name,
    namespace,
    fields: { spec: { workloadSelector: labels && { labels }, priority, configPatches: patches } },
  });
}

/** A configuration of one of Envoy's extensions, by its type. */
export function typed(type: string, fields: Json = {}): Json {
  return { '@type': `type.googleapis.com/envoy.extensions.${type}`, ...fields };
}
