import { Duration } from 'cdk8s';
import { HTTP_CONNECTION_MANAGER } from '../core/envoy-filter';
import { Json } from '../core/mesh-object';

/**
 * Behind filters without a priority, which may put in place what these look for. Each comes closer to the router than the one
 * before: what local limits refuse is not asked about.
 */
export const [LOCAL_FIRST, GLOBAL_NEXT] = [10, 20];

/** Puts a filter right before the router, behind all that authenticates and authorizes. */
export function routerPatches(listeners: readonly Json[], name: string, config: Json): Json[] {
  const filterChain = { filter: { name: HTTP_CONNECTION_MANAGER, subFilter: { name: 'envoy.filters.http.router' } } };
  return listeners.map(({ context, listener }) => ({
    applyTo: 'HTTP_FILTER',
    match: { context, listener: { ...listener, filterChain } },
    patch: { operation: 'INSERT_BEFORE', value: { name, typed_config: config } },
  }));
}

/** A duration as Envoy's JSON has it, in seconds. */
export function seconds(duration: Duration): string {
  return `${duration.toMilliseconds() / 1000}s`;
}
