import { Manifest } from './schema';

type Json = { [key: string]: any };

/** A request as the proxy of a workload sees it, behind the filter that reads tokens. */
export interface Arriving {
  /** The workload's port. */
  readonly port: number;
  /** Without it the connection carries no HTTP. */
  readonly request?: {
    readonly path: string;
    readonly method?: string;
    readonly host?: string;
    /** The claims of a token that was found good. */
    readonly claims?: Json;
  };
}

/**
 * A tiny interpreter of an AuthorizationPolicy that denies, written from Istio's reference and not from this library. What a rule asks of HTTP is dropped from
 * it for connections without, so that it denies more.
 */
export function denies(policy: Manifest, arriving: Arriving): boolean {
  const { action, rules } = policy.spec as Json;
  if (action !== 'DENY') {
    throw new Error(`the policy's action is ${action}`);
  }
  return rules.some((rule: Json) => {
    const { from = [{ source: {} }], to = [{ operation: {} }], when = [], ...unknown } = rule;
    known(unknown);
    return from.some(({ source }: Json) => meetsSource(source, arriving))
      && to.some(({ operation }: Json) => meetsOperation(operation, arriving))
      && when.every((condition: Json) => meetsCondition(condition, arriving));
  });
}

function meetsSource({ requestPrincipals, notRequestPrincipals, ...unknown }: Json, { request }: Arriving): boolean {
  known(unknown);
  if (!request) {
    return true;
  }
  const is = (principal: string) => {
    const slash = principal.lastIndexOf('/');
    const [iss, sub] = [principal.slice(0, slash), principal.slice(slash + 1)];
    return request.claims?.iss === iss && typeof request.claims.sub === 'string' && fits(sub, request.claims.sub);
  };
  return (!requestPrincipals || requestPrincipals.some(is)) && !(notRequestPrincipals ?? []).some(is);
}

function meetsOperation({ ports, hosts, paths, notPaths, methods, notMethods, ...unknown }: Json, { port, request }: Arriving): boolean {
  known(unknown);
  if (ports && !ports.includes(String(port))) {
    return false;
  }
  if (!request) {
    return true;
  }
  const any = (patterns: string[], value: string) => patterns.some(pattern => pattern.includes('{') ? template(pattern).test(value) : fits(pattern, value));
  const method = request.method ?? 'GET';
  const host = (request.host ?? '').toLowerCase();
  return (!hosts || any(hosts, host))
    && (!paths || any(paths, request.path)) && !any(notPaths ?? [], request.path)
    && (!methods || any(methods, method)) && !any(notMethods ?? [], method);
}

function meetsCondition({ key, notValues, ...unknown }: Json, { request }: Arriving): boolean {
  known(unknown);
  if (!request) {
    return true;
  }
  const path: string[] = key === 'request.auth.audiences' ? ['aud'] : /^request\.auth\.claims\[(.+)\]$/.exec(key)![1].split('][');
  const value = path.reduce<any>((within, name) => within?.[name], request.claims);
  return ![value].flat().some(one => typeof one === 'string' && notValues.some((pattern: string) => fits(pattern, one)));
}

/** Texts as Istio compares them: '*' at one end stands for whatever, alone for what is not empty. */
function fits(pattern: string, value: string): boolean {
  if (pattern === '*') {
    return value !== '';
  }
  return pattern.startsWith('*') ? value.endsWith(pattern.slice(1)) : pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

function template(pattern: string): RegExp {
  const parts = pattern.split('/').map(part => part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : part.replace(/[.$()+]/g, '\\$&'));
  return new RegExp(`^${parts.join('/')}$`);
}

function known(unknown: Json): void {
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new Error(`a rule has ${name}, which is not known here`);
  }
}
