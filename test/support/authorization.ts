import { Manifest } from './schema';

type Json = { [key: string]: any };

/** A request as the proxy of a pod sees it; a connection has neither method nor path. */
export interface Asked {
  readonly principal?: string;
  /** The pod's port. */
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
}

/**
 * Whether the AuthorizationPolicies among some objects admit what is asked of a pod, as Istio defines it: a policy that denies comes before those
 * that allow, and where one allows, all that none allows is denied. Of the fields those that this library writes.
 */
export function admits(
  objects: readonly Manifest[], pod: { readonly namespace: string; readonly labels: { readonly [name: string]: string } }, asked: Asked,
): boolean {
  const policies = objects.filter(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.namespace === pod.namespace)
    .map(({ spec }) => spec as Json)
    .filter(({ selector }) => Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => pod.labels[name] === value));
  const holds = (spec: Json) => (spec.rules ?? []).some((rule: Json) => isRule(rule, asked, spec.action === 'DENY'));
  const allowing = policies.filter(({ action }) => action === undefined || action === 'ALLOW');
  return !policies.some(spec => spec.action === 'DENY' && holds(spec)) && (allowing.length === 0 || allowing.some(holds));
}

function isRule({ from, to }: Json, asked: Asked, denies: boolean): boolean {
  return (!from || from.some(({ source }: Json) => isSource(source, asked)))
    && (!to || to.some(({ operation }: Json) => isOperation(operation, asked, denies)));
}

function isSource({ principals, notPrincipals }: Json, { principal }: Asked): boolean {
  const one = (list: string[]) => principal !== undefined && list.some(text => isText(text, principal));
  return (!principals || one(principals)) && (!notPrincipals || !one(notPrincipals));
}

function isOperation({ ports, methods, paths }: Json, { port, method, path }: Asked, denies: boolean): boolean {
  const http = (list: string[] | undefined, value: string | undefined, is: (pattern: string, text: string) => boolean) =>
    !list || (value === undefined ? denies : list.some(pattern => is(pattern, value)));
  return (!ports || ports.includes(String(port))) && http(methods, method, isText) && http(paths, path, isPath);
}

function isText(pattern: string, text: string): boolean {
  if (pattern === '*') {
    return text !== '';
  }
  return pattern.startsWith('*') ? text.endsWith(pattern.slice(1)) : pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

function isPath(pattern: string, path: string): boolean {
  if (!pattern.includes('{')) {
    return isText(pattern, path);
  }
  const escaped = pattern.split('/').map(segment => segment === '{*}' ? '[^/]+' : segment === '{**}' ? '.*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('/')}$`).test(path);
}
