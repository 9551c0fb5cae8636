import { Entity } from './entity';
import { qualifiedHost } from './hosts';
import { Destination, HttpRoute, RouteDestination, VirtualServiceSpec } from './specs';
import { FieldPath } from '../manifests/locate';

/** Sidecars, where a VirtualService names gateways. */
export const MESH = 'mesh';

/** A destination that routes of a VirtualService name, and where. */
export interface NamedDestination {
  readonly destination: Destination;
  /** Fully qualified. */
  readonly host: string;
  readonly path: FieldPath;
  readonly route: 'http' | 'tls' | 'tcp';
  /** Whether requests are copied to it, and no answer is taken. */
  readonly mirror: boolean;
}

/** Hosts of a VirtualService, fully qualified. */
export function hostsOf({ namespace, spec: { hosts = [] } }: Entity<VirtualServiceSpec>, clusterDomain: string): readonly string[] {
  return hosts.map(host => qualifiedHost(host, namespace, clusterDomain));
}

/** Gateways of a VirtualService, each with its namespace; those of sidecars as 'mesh'. */
export function gatewaysOf({ namespace, spec: { gateways } }: Entity<VirtualServiceSpec>): readonly string[] {
  return (gateways && gateways.length > 0 ? gateways : [MESH]).map(gateway => qualifiedGateway(gateway, namespace));
}

/** A gateway with its namespace, as a VirtualService or a match names it. */
export function qualifiedGateway(gateway: string, namespace: string): string {
  return gateway === MESH || gateway.includes('/') ? gateway : `${namespace}/${gateway}`;
}

/** Whether a VirtualService is only there for others to delegate to. */
export function isDelegate({ spec: { hosts = [] } }: Entity<VirtualServiceSpec>): boolean {
  return hosts.length === 0;
}

/** All destinations that a VirtualService names, in their order. */
export function destinationsOf({ namespace, spec }: Entity<VirtualServiceSpec>, clusterDomain: string): readonly NamedDestination[] {
  const found: NamedDestination[] = [];
  const add = (destination: Destination | undefined, route: NamedDestination['route'], path: FieldPath, mirror = false) => {
    if (destination?.host !== undefined) {
      found.push({ destination, host: qualifiedHost(destination.host, namespace, clusterDomain), path, route, mirror });
    }
  };
  const addAll = (destinations: readonly RouteDestination[] = [], route: NamedDestination['route'], path: FieldPath) =>
    destinations.forEach(({ destination }, at) => add(destination, route, [...path, at, 'destination']));
  (spec.http ?? []).forEach((http: HttpRoute, at) => {
    const path = ['spec', 'http', at];
    addAll(http.route, 'http', [...path, 'route']);
    add(http.mirror, 'http', [...path, 'mirror'], true);
    (http.mirrors ?? []).forEach(({ destination }, index) => add(destination, 'http', [...path, 'mirrors', index, 'destination'], true));
  });
  (spec.tls ?? []).forEach(({ route }, at) => addAll(route, 'tls', ['spec', 'tls', at, 'route']));
  (spec.tcp ?? []).forEach(({ route }, at) => addAll(route, 'tcp', ['spec', 'tcp', at, 'route']));
  return found;
}
