import { IConstruct } from 'constructs';
import { JwtIssuer } from './jwt-issuer';
import { ResolvedScope } from './policy-scope';
import { usersOf } from '../core/call-graph';
import { show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { MeshSettings } from '../core/mesh-settings';
import { Registry } from '../core/registry';
import { SelectorIndex } from '../core/selector-index';
import { servicesAt } from '../service/services-at';

/** A policy that requires tokens, as others see it. */
export interface TokenPolicy extends IConstruct {
  readonly _scope: ResolvedScope;
  readonly _issuers: readonly JwtIssuer[];
}

/** The policies by the cluster that they hold in, and those of an app that hold for more than one service or gateway. */
const policies = new WeakMap<MeshSettings, SelectorIndex<TokenPolicy>>();
const widePolicies = new Registry<TokenPolicy>();

/** Notes a policy, so that others are compared with it. */
export function notePolicy(policy: TokenPolicy): void {
  const { namespace, labels } = policy._scope;
  const settings = MeshSettings.of(policy);
  const index = policies.get(settings) ?? new SelectorIndex<TokenPolicy>();
  policies.set(settings, index);
  index.add(namespace, labels ?? {}, policy);
  if (!labels) {
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
    return policiesAt('_pods' in owner ? owner._pods as GatewayPodsReference : {}, MeshSettings.of(policy)).flatMap(other => other._issuers
      .filter(({ issuer, forwardOriginalToken }) => !forwardOriginalToken && policy._issuers.some(mine => mine.issuer === issuer))
      .map(({ issuer }) => `requires tokens of ${show(issuer)} at '${service.node.path}', and ${other === policy ? 'takes them away itself' : `'${other.node.path}' takes them away`} at the gateway '${owner.node.path}', which exposes it: set forwardOriginalToken ${other === policy ? 'for the issuer' : 'there'}`));
  }));
  return [...new Set(problems)];
}

/** Those that hold for a gateway's pods. */
function policiesAt({ namespace = '', labels = {} }: GatewayPodsReference, settings: MeshSettings): readonly TokenPolicy[] {
  return policies.get(settings)?.of([namespace, settings.rootNamespace], labels) ?? [];
}

function isMesh(policy: TokenPolicy): boolean {
  return !policy._scope.labels && policy._scope.namespace === MeshSettings.of(policy).rootNamespace;
}

function issuersOf({ _issuers }: TokenPolicy): string {
  return _issuers.map(({ issuer }) => show(issuer)).join(', ');
}
