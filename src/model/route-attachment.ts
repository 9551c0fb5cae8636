import { Entity } from './entity';
import { GATEWAY_API, RouteParent } from './gateway-api';
import { K8sGatewaySpec, Listener } from './gateway-api-specs';
import { hostsOverlap } from './hosts';
import { KINDS } from './kinds';
import { chooses } from './label-selector';
import { Mesh } from './mesh';
import { own } from '../core/own';

/** Why a Gateway takes no part of a route. */
export type Refusal = 'listener' | 'kind' | 'namespace' | 'hostname';

/** How a route and a Gateway that it names fit. */
export interface Attachment {
  readonly gateway: Entity<K8sGatewaySpec>;
  /** What refuses the route, of all that could first; undefined if a listener takes it, or may. */
  readonly refusal?: Refusal;
  /** The listeners that refuse it; those that take it, if any does. */
  readonly listeners: readonly Listener[];
}

/** How a route is attached to a Gateway that was given; nothing if it was not, or if the parent is no Gateway. */
export function attachmentOf(mesh: Mesh, parent: RouteParent): Attachment | undefined {
  const gateway = parent.kind === KINDS.k8sGateway ? mesh.objects.find<K8sGatewaySpec>(KINDS.k8sGateway, parent.namespace, parent.name) : undefined;
  if (!gateway) {
    return undefined;
  }
  const { ref, route } = parent;
  const { hostnames = [] } = route.spec;
  let listeners = gateway.spec.listeners ?? [];
  const steps: readonly [Refusal, (listener: Listener) => boolean][] = [
    ['listener', ({ name, port }) => (!ref.sectionName || name === ref.sectionName) && (!ref.port || port === ref.port)],
    ['kind', listener => kindsOf(listener).includes(route.manifest.kind)],
    ['namespace', listener => takesNamespace(mesh, listener, gateway.namespace, route.namespace)],
    ['hostname', ({ hostname }) => !hostname || hostnames.length === 0 || hostnames.some(host => hostsOverlap(host, hostname))],
  ];
  for (const [refusal, takes] of steps) {
    const left = listeners.filter(takes);
    if (left.length === 0) {
      return { gateway, refusal, listeners };
    }
    listeners = left;
  }
  return { gateway, listeners };
}

/** Kinds of routes that a listener takes. */
export function kindsOf({ protocol = '', tls, allowedRoutes }: Listener): readonly string[] {
  const kinds = own(SUPPORTED, protocol) ?? [];
  const supported = protocol === 'TLS' && tls?.mode === 'Terminate' ? [...kinds, 'TCPRoute'] : kinds;
  const allowed = allowedRoutes?.kinds ?? [];
  const names = allowed.filter(({ group = GATEWAY_API }) => group === GATEWAY_API).map(({ kind }) => kind);
  return allowed.length === 0 ? supported : supported.filter(name => names.includes(name));
}

const SUPPORTED: { readonly [protocol: string]: readonly string[] } = {
  HTTP: ['HTTPRoute', 'GRPCRoute'], HTTPS: ['HTTPRoute', 'GRPCRoute'], TLS: ['TLSRoute'], TCP: ['TCPRoute'],
};

function takesNamespace(mesh: Mesh, { allowedRoutes }: Listener, home: string, namespace: string): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'Same') {
    return namespace === home;
  }
  const known = mesh.namespaces.get(namespace);
  // Of a namespace whose object was not given nobody knows the labels.
  return from !== 'Selector' || !selector || !known?.object || chooses(selector, { 'kubernetes.io/metadata.name': namespace, ...known.labels });
}
