import { IConstruct } from 'constructs';
import { JwtIssuer } from './jwt-issuer';
import { ResolvedScope } from './policy-scope';
import { usersOf } from '../core/call-graph';
import { show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';
import { Registry } from '../core/registry';
import { servicesAt } from '../service/services-at';

/** A policy that requires tokens, as others see it. */
export interface TokenPolicy extends IConstruct {
  readonly _scope: ResolvedScope;
  readonly _issuers: readonly JwtIssuer[];
}

/** The policies of an app, and those of them that hold for more than one service or gateway. */
const policies = new Registry<TokenPolicy>();
const widePolicies = new Registry<TokenPolicy>();

/** Notes a policy, so that others are compared with it. */
export function notePolicy(policy: TokenPolicy): void {
  policies.note(policy);
  if (!policy._scope.labels) {
    widePolicies.note(policy);
  }
}

/** Why no request could meet a policy together with others of the app. */
export function contradictions(policy: TokenPolicy): string[] {
  return [...otherIssuers(policy), ...tokensTaken(policy)];
}

/** A wider policy holds for the same requests, and a request has one token. */
function otherIssuers(policy: TokenPolicy): string[] {
  const { namespace, labels, what } = policy._scope;
  const here = MeshSettings.of(policy);
  return widePolicies.of(policy)
    .filter(other => other !== policy && MeshSettings.of(other) === here && (isMesh(other) || (labels && other._scope.namespace === namespace)))
    .filter(other => !other._issuers.some(({ issuer }) => policy._issuers.some(mine => mine.issuer === issuer)))
    .map(other => `requires tokens of ${issuersOf(policy)} at ${what}, and '${other.node.path}' for ${other._scope.what} those of ${issuersOf(other)}: no token is of both; name an issuer of the wider policy here too`);
}

/** A gateway's policy takes the token away before the service is asked. */
function tokensTaken(policy: TokenPolicy): string[] {
  const { namespace, labels, gateway } = policy._scope;
  const services = gateway ? [] : servicesAt(policy, isMesh(policy) ? undefined : namespace, labels ?? {});
  const problems = services.flatMap(service => usersOf(service).filter(({ how }) => how === 'exposes').flatMap(({ owner }) => {
    return policiesAt(policy, '_pods' in owner ? owner._pods as GatewayPodsReference : {}).flatMap(other => other._issuers
      .filter(({ issuer, forwardOriginalToken }) => !forwardOriginalToken && policy._issuers.some(mine => mine.issuer === issuer))
      .map(({ issuer }) => `requires tokens of ${show(issuer)} at '${service.node.path}', and ${other === policy ? 'takes them away itself' : `'${other.node.path}' takes them away`} at the gateway '${owner.node.path}', which exposes it: set forwardOriginalToken ${other === policy ? 'for the issuer' : 'there'}`));
  }));
  return [...new Set(problems)];
}

/** Those that hold for a gateway's pods, by the gateway and for how many policies they were chosen: thousands of services may ask for one gateway. */
const atGateways = new WeakMap<GatewayPodsReference, { readonly among: number; readonly found: readonly TokenPolicy[] }>();

function policiesAt(scope: IConstruct, pods: GatewayPodsReference): readonly TokenPolicy[] {
  const all = policies.of(scope);
  const before = atGateways.get(pods);
  if (before?.among === all.length) {
    return before.found;
  }
  const here = MeshSettings.of(scope);
  const found = all.filter(one => MeshSettings.of(one) === here && holdsFor(one, pods));
  atGateways.set(pods, { among: all.length, found });
  return found;
}

function holdsFor(policy: TokenPolicy, pods: GatewayPodsReference): boolean {
  const { namespace, labels }: ResolvedScope = policy._scope;
  return isMesh(policy) || (namespace === pods.namespace && selects(labels ?? {}, pods.labels ?? {}));
}

function isMesh(policy: TokenPolicy): boolean {
  return !policy._scope.labels && policy._scope.namespace === MeshSettings.of(policy).rootNamespace;
}

function issuersOf({ _issuers }: TokenPolicy): string {
  return _issuers.map(({ issuer }) => show(issuer)).join(', ');
}
