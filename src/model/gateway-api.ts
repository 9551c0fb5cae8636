import { Entity } from './entity';
import { K8sGatewaySpec, Listener, ObjectRef, ReferenceGrantSpec, RouteSpec } from './gateway-api-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { FieldPath } from '../manifests/locate';

/** The group of the Gateway API. */
export const GATEWAY_API = 'gateway.networking.k8s.io';

/** Kinds of routes that Istio reads. */
const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

/** A listener of a Gateway, and where it stands. */
export interface PlacedListener {
  readonly gateway: Entity<K8sGatewaySpec>;
  readonly listener: Listener;
  readonly path: FieldPath;
}

/** What a route is attached to. */
export interface RouteParent {
  readonly route: Entity<RouteSpec>;
  readonly ref: ObjectRef;
  readonly path: FieldPath;
  /** With its group: 'gateway.networking.k8s.io/Gateway', 'Service'. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A backend to which a route sends requests, or copies of them. */
export interface RouteBackend {
  readonly route: Entity<RouteSpec>;
  readonly ref: ObjectRef;
  readonly path: FieldPath;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A kind with its group, in a namespace. */
export interface KindInNamespace {
  readonly kind: string;
  readonly namespace: string;
}

/** All listeners of all Gateways of the Gateway API. */
export function listenersOf(mesh: Mesh): readonly PlacedListener[] {
  return mesh.once('listeners', () => mesh.objects.of<K8sGatewaySpec>(KINDS.k8sGateway).flatMap(gateway => (gateway.spec.listeners ?? [])
    .map((listener, at) => ({ gateway, listener, path: ['spec', 'listeners', at] }))));
}

/** All routes of the Gateway API. */
export function routesOf(mesh: Mesh): readonly Entity<RouteSpec>[] {
  return mesh.once('routes', () => ROUTE_KINDS.flatMap(kind => mesh.objects.of<RouteSpec>(`${GATEWAY_API}/${kind}`)));
}

/** What a route names as its parents. */
export function parentsOf(route: Entity<RouteSpec>): readonly RouteParent[] {
  return (route.spec.parentRefs ?? []).map((ref, at) => ({
    ...target(route, ref, { group: GATEWAY_API, kind: 'Gateway' }), path: ['spec', 'parentRefs', at],
  }));
}

/** What a route names as its backends. */
export function backendsOf(route: Entity<RouteSpec>): readonly RouteBackend[] {
  return (route.spec.rules ?? []).flatMap(({ backendRefs = [], filters = [] }, rule) => [
    ...backendRefs.map((ref, at) => ({ ...target(route, ref, { group: '', kind: 'Service' }), path: ['spec', 'rules', rule, 'backendRefs', at] })),
    ...filters.flatMap(({ requestMirror }, at) => requestMirror?.backendRef
      ? [{ ...target(route, requestMirror.backendRef, { group: '', kind: 'Service' }), path: ['spec', 'rules', rule, 'filters', at, 'requestMirror', 'backendRef'] }] : []),
  ]);
}

/** Whether a ReferenceGrant lets objects of a kind and namespace name an object of another namespace. */
export function isGranted(mesh: Mesh, from: KindInNamespace, to: KindInNamespace & { readonly name: string }): boolean {
  const names = mesh.once('grants', () => {
    const grants = new Map<string, Set<string>>();
    for (const { namespace, spec } of mesh.objects.of<ReferenceGrantSpec>(KINDS.referenceGrant)) {
      for (const { group = '', kind = '', namespace: fromNamespace = '' } of spec.from ?? []) {
        for (const { group: toGroup = '', kind: toKind = '', name = '' } of spec.to ?? []) {
          const key = grantKey({ kind: kindOf(group, kind), namespace: fromNamespace }, { kind: kindOf(toGroup, toKind), namespace });
          grants.set(key, (grants.get(key) ?? new Set<string>()).add(name));
        }
      }
    }
    return grants;
  }).get(grantKey(from, to));
  return names !== undefined && (names.has('') || names.has(to.name));
}

function kindOf(group: string, kind: string): string {
  return group === '' ? kind : `${group}/${kind}`;
}

function grantKey(from: KindInNamespace, to: KindInNamespace): string {
  return `${from.kind} ${from.namespace} ${to.kind} ${to.namespace}`;
}

function target(route: Entity<RouteSpec>, ref: ObjectRef, byDefault: { readonly group: string; readonly kind: string }) {
  const { group = byDefault.group, kind = byDefault.kind, namespace, name = '' } = ref;
  return { route, ref, kind: kindOf(group, kind), namespace: namespace ? namespace : route.namespace, name };
}
