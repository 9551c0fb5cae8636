import { IConstruct } from 'constructs';
import { servicesAt } from './http-workload-ports';
import { JwtIssuer } from './jwt-issuer';
import { ResolvedScope } from './policy-scope';
import { usersOf } from '../core/call-graph';
import { show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';

/** A policy that requires tokens, as others see it. */
export interface TokenPolicy extends IConstruct {
  readonly _scope: ResolvedScope;
  readonly _issuers: readonly JwtIssuer[];
}

/** Why no request could meet a policy together with others of the app. */
export function contradictions(policy: TokenPolicy): string[] {
  const policies = policy.node.root.node.findAll().filter(isPolicy).filter(one => MeshSettings.of(one) === MeshSettings.of(policy));
  return [...otherIssuers(policy, policies), ...tokensTaken(policy, policies)];
}

/** A wider policy holds for the same requests, and a request has one token. */
function otherIssuers(policy: TokenPolicy, policies: readonly TokenPolicy[]): string[] {
  const { namespace, labels, what } = policy._scope;
  return policies
    .filter(other => other !== policy && !other._scope.labels && (isMesh(other) || (labels && other._scope.namespace === namespace)))
    .filter(other => !other._issuers.some(({ issuer }) => policy._issuers.some(mine => mine.issuer === issuer)))
    .map(other => `requires tokens of ${issuersOf(policy)} at ${what}, and '${other.node.path}' for ${other._scope.what} those of ${issuersOf(other)}: no token is of both; name an issuer of the wider policy here too`);
}

/** A gateway's policy takes the token away before the service is asked. */
function tokensTaken(policy: TokenPolicy, policies: readonly TokenPolicy[]): string[] {
  const { namespace, labels, gateway } = policy._scope;
  const services = gateway ? [] : servicesAt(policy, isMesh(policy) ? undefined : namespace, labels ?? {});
  const problems = services.flatMap(service => usersOf(service).filter(({ how }) => how === 'exposes').flatMap(({ owner }) => {
    const pods: GatewayPodsReference = '_pods' in owner ? owner._pods as GatewayPodsReference : {};
    return policies.filter(other => holdsFor(other, pods)).flatMap(other => other._issuers
      .filter(({ issuer, forwardOriginalToken }) => !forwardOriginalToken && policy._issuers.some(mine => mine.issuer === issuer))
      .map(({ issuer }) => `requires tokens of ${show(issuer)} at '${service.node.path}', and ${other === policy ? 'takes them away itself' : `'${other.node.path}' takes them away`} at the gateway '${owner.node.path}', which exposes it: set forwardOriginalToken ${other === policy ? 'for the issuer' : 'there'}`));
  }));
  return [...new Set(problems)];
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

function isPolicy(construct: IConstruct): construct is TokenPolicy {
  return '_issuers' in construct && '_scope' in construct;
}
