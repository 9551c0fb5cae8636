import { Manifest } from './schema';
import { inRange } from '../../src/core/addresses';

type Json = { [key: string]: any };

/** A request as the proxy of a pod sees it; a connection has neither method nor path. */
export interface Asked {
  readonly principal?: string;
  /** The pod's port. */
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  /** Of the other end of the connection, and of the client as a gateway tells it. */
  readonly address?: string;
  readonly client?: string;
}

/**
 * Whether the AuthorizationPolicies among some objects admit what is asked of a pod, as Istio defines it: a policy that denies comes before those
 * that allow, where one allows, all that none allows is denied, and a rehearsal decides nothing.
 */
export function admits(
  objects: readonly Manifest[], pod: { readonly namespace: string; readonly labels: { readonly [name: string]: string } }, asked: Asked,
): boolean {
  const policies = objects.filter(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.namespace === pod.namespace)
    .filter(({ metadata }) => metadata.annotations?.['istio.io/dry-run'] !== 'true')
    .map(({ spec }) => spec as Json)
    .filter(({ selector }) => Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => pod.labels[name] === value));
  const holds = (spec: Json) => (spec.rules ?? []).some((rule: Json) => isRule(rule, asked, spec.action === 'DENY'));
  const allowing = policies.filter(({ action }) => action === undefined || action === 'ALLOW');
  return !policies.some(spec => spec.action === 'DENY' && holds(spec)) && (allowing.length === 0 || allowing.some(holds));
}

function isRule({ from, to, ...unknown }: Json, asked: Asked, denies: boolean): boolean {
  known(unknown);
  return (!from || from.some(({ source }: Json) => isSource(source, asked)))
    && (!to || to.some(({ operation }: Json) => isOperation(operation, asked, denies)));
}

function isSource(source: Json, { principal, address, client = address }: Asked): boolean {
  return both(source, {
    principals: list => principal !== undefined && list.some(text => isText(text, principal)),
    namespaces: list => principal !== undefined && list.some(text => isText(text, principal.split('/')[2])),
    ipBlocks: list => address !== undefined && list.some(range => inRange(address, range)),
    remoteIpBlocks: list => client !== undefined && list.some(range => inRange(client, range)),
  });
}

function isOperation({ ports, ...ofRequests }: Json, { port, method, path, host }: Asked, denies: boolean): boolean {
  const request = method !== undefined || path !== undefined || host !== undefined;
  if (ports && !ports.includes(String(port))) {
    return false;
  }
  if (!request && Object.keys(ofRequests).length > 0) {
    return denies;
  }
  const is = (value: string | undefined, fits: (pattern: string, text: string) => boolean) =>
    (list: string[]) => value !== undefined && list.some(one => fits(one, value));
  return both(ofRequests, { methods: is(method, isText), paths: is(path, isPath), hosts: is(host, isText) });
}

/** What a rule asks, each field with its denial. */
function both(asked: Json, fields: { readonly [field: string]: (list: string[]) => boolean }): boolean {
  const { ...unknown } = asked;
  const held = Object.entries(fields).map(([field, meets]) => {
    const not = `not${field[0].toUpperCase()}${field.slice(1)}`;
    const [wanted, unwanted] = [asked[field], asked[not]];
    delete unknown[field];
    delete unknown[not];
    return (!wanted || meets(wanted)) && !(unwanted && meets(unwanted));
  });
  known(unknown);
  return held.every(one => one);
}

function known(unknown: Json): void {
  const [field] = Object.keys(unknown);
  if (field !== undefined) {
    throw new Error(`a rule has ${field}, which is not known here`);
  }
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
