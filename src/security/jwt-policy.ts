import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ClaimRule, lacksClaim, operationOf } from './claim-rule';
import { carriesHttp, connectionTakers, httpWorkloadPorts, portText } from './http-workload-ports';
import { JwtIssuer, jwtRules } from './jwt-issuer';
import { contradictions, notePolicy } from './jwt-overlap';
import { PolicyScope, ResolvedScope } from './policy-scope';
import { fail, show } from '../core/errors';
import { grouped } from '../core/grouped';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkPathPattern } from '../core/path-pattern';
import { checkHost } from '../core/values';

/**
 * Who must show a token, and which.
 */
export interface JwtPolicyProps {
  /**
   * For whom it holds: a service, a gateway, or all workloads of a namespace or the mesh.
   */
  readonly scope: PolicyScope;

  /**
   * Whose tokens are taken. A request needs one token of one of them, with the claims `iss` and `sub`.
   */
  readonly issuers: JwtIssuer[];

  /**
   * Paths that need no token (`notPaths`): whole, with '*' at the end or start, or templates ('/users/{*}/avatar'). A token that is not good is refused there
   * too.
   *
   * @default - none
   */
  readonly publicPaths?: string[];

  /**
   * What tokens must say besides. A request must meet every rule that is about it.
   *
   * @default - nothing
   */
  readonly requires?: ClaimRule[];

  /**
   * The public hosts whose requests need a token (`hosts`), in full. For gateways alone: anywhere else a client could name another host. A token that is not
   * good is refused at the other hosts of the pods too.
   *
   * @default - all that the pods serve, those of other gateways too
   */
  readonly hosts?: string[];

  /**
   * Whether OPTIONS requests pass without a token, so that browsers may ask for CORS before they send one. They reach the application unless the route has
   * `cors`.
   *
   * @default false
   */
  readonly allowPreflight?: boolean;
}

/**
 * Takes tokens (JWT) and requires them: a RequestAuthentication, which alone would let requests without a token pass, and the AuthorizationPolicy that denies
 * those, which alone would deny all. It denies and never allows, so it narrows whatever else lets callers in.
 */
export class JwtPolicy extends Construct {
  /**
   * The RequestAuthentication, to patch it.
   */
  public readonly requestAuthentication: ApiObject;

  /**
   * The AuthorizationPolicy, to patch it.
   */
  public readonly authorizationPolicy: ApiObject;

  /** @internal */
  public readonly _scope: ResolvedScope;
  /** @internal */
  public readonly _issuers: readonly JwtIssuer[];
  private readonly hosts?: readonly string[];

  /**
   * @throws when an issuer, a key, a path, a claim or a host is not what Istio takes, or the scope has a policy of this kind already
   */
  constructor(scope: Construct, id: string, props: JwtPolicyProps) {
    super(scope, id);
    this._scope = props.scope._resolve(this);
    this._issuers = [...props.issuers];
    const { name, namespace, labels, service, gateway, what } = this._scope;
    const key = `JWT ${namespace}/${service?.host ?? gateway?.node.path ?? ''}`;
    MeshSettings.of(this)._claim(this, key, `the token that ${what} requires`, 'a request would need the tokens of both; put the issuers and rules of one into the other');
    if (service && !service._ports.some(carriesHttp)) {
      fail(this, `requires tokens at ${what}, whose ports are ${service._ports.map(portText).join(', ')}: only requests carry tokens; give a port that speaks HTTP, or leave the policy out`);
    }
    this.hosts = checkHosts(this, props.hosts, gateway);
    const rules = rulesOf(this, props, this.hosts);
    const selector = labels && { matchLabels: labels };
    this.requestAuthentication = new MeshObject(this, 'RequestAuthentication', {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      name: `${name}-jwt`,
      namespace,
      fields: { spec: { selector, jwtRules: jwtRules(this, props.issuers) } },
    });
    this.authorizationPolicy = new MeshObject(this, 'AuthorizationPolicy', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: `${name}-jwt`,
      namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({ selector, action: 'DENY', rules: rules(service && httpWorkloadPorts(this, service)) }),
        }),
      },
    });
    notePolicy(this);
    this.node.addValidation({ validate: () => this.problems() });
  }

  private problems(): string[] {
    const { service, gateway, what } = this._scope;
    const served = gateway && 'hosts' in gateway ? gateway.hosts as string[] : undefined;
    const unserved = (this.hosts ?? []).filter(host => served && !served.some(one => serves(one, host)))
      .map(host => `requires tokens for host ${show(host)}, which ${what} does not serve: use ${served!.map(show).join(', ')}, or add the host to the gateway`);
    const taken = service ? [] : connectionTakers(this, this._scope)
      .map(({ who, ports }) => `requires tokens at ${what}, and '${who}' takes connections at ${ports.join(', ')}, which carry no token and would all be denied: ${gateway ? 'give these a gateway with pods of their own' : 'give each service that speaks HTTP a JwtPolicy of its own instead'}`);
    return [...unserved, ...taken, ...contradictions(this)];
  }
}

/** Whether a host of a gateway, which may be a wildcard, serves another. */
function serves(one: string, host: string): boolean {
  return one === '*' || one === host || (one.startsWith('*.') && host.endsWith(one.slice(1)));
}

function checkHosts(scope: Construct, hosts: readonly string[] | undefined, gateway: IConstruct | undefined): readonly string[] | undefined {
  if (!hosts) {
    return undefined;
  }
  if (!gateway) {
    fail(scope, 'has hosts and holds for no gateway: who calls a service\'s pods directly can name any host, and would need no token; leave hosts out, or give scope PolicyScope.gateway(...)');
  }
  if (hosts.length === 0) {
    fail(scope, 'has an empty list of hosts: name at least one, or leave it out for all');
  }
  for (const host of hosts) {
    checkHost(scope, 'host', host);
    if (host.includes('*')) {
      fail(scope, `host ${show(host)} is a wildcard, which Istio does not find where the client names a port ('a.example.com:80'), and such requests would need no token: name the hosts in full, or leave hosts out for all`);
    }
  }
  return [...hosts];
}

/** The rules that deny, once the ports are known to which they confine themselves. */
function rulesOf(scope: Construct, props: JwtPolicyProps, hosts: readonly string[] | undefined): (ports: readonly number[] | undefined) => Json[] {
  const { issuers, requires = [], allowPreflight: preflight = false } = props;
  const publicPaths = props.publicPaths?.map(path => checkPathPattern(scope, 'public path', path));
  if (publicPaths?.length === 0) {
    fail(scope, 'has an empty list of publicPaths: name at least one, or leave it out');
  }
  const everything = { notPaths: publicPaths, notMethods: preflight ? ['OPTIONS'] : undefined };
  const claims = requires.map(rule => ({ operation: operationOf(scope, rule, publicPaths, preflight), when: [lacksClaim(scope, rule)] }));
  const audiences = wrongAudiences(issuers);
  // A client may name the port beside the host.
  const named = hosts?.flatMap(host => [host, `${host}:*`]);
  return ports => {
    const to = (operation: Json) => operationsJson({ hosts: named, ports: ports?.map(String), ...operation });
    return [
      { from: [{ source: { notRequestPrincipals: issuers.map(principalsOf) } }], to: to(everything) },
      ...audiences.map(({ from, when }) => ({ from, to: to(everything), when })),
      ...claims.map(({ operation, when }) => ({ to: to(operation), when })),
    ];
  };
}

/** Every subject of an issuer, as Istio names who is behind a request (`iss/sub`). */
function principalsOf({ issuer }: JwtIssuer): string {
  return `${issuer}/*`;
}

/**
 * Denies tokens for others. The RequestAuthentication asks for the audience too, but another one that holds for the same pods, the mesh's for instance, may take
 * the issuer's tokens for any.
 */
function wrongAudiences(issuers: readonly JwtIssuer[]): { from?: Json[]; when: Json[] }[] {
  const alike = grouped(issuers.filter(({ audiences }) => audiences), ({ audiences }) => JSON.stringify([...audiences!].sort()));
  return [...alike.values()].map(some => ({
    from: some.length < issuers.length ? [{ source: { requestPrincipals: some.map(principalsOf) } }] : undefined,
    when: [{ key: 'request.auth.audiences', notValues: some[0].audiences }],
  }));
}

function operationsJson(operation: Json): Json[] | undefined {
  return Object.values(operation).some(value => value !== undefined) ? [{ operation }] : undefined;
}
