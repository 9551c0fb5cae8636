import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { AccessAction } from './access-action';
import { AccessCondition } from './access-condition';
import { AccessOperation, asksOfRequests, operationJson } from './access-operation';
import { AccessSource } from './access-source';
import { connectionTakers } from './http-workload-ports';
import { PolicyScope, ResolvedScope } from './policy-scope';
import { checkDeclared } from '../core/declared-providers';
import { fail } from '../core/errors';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { SelectorIndex } from '../core/selector-index';
import { checkDnsSubdomain } from '../core/values';
import { warn } from '../core/warnings';
import { IMeshService } from '../service/i-mesh-service';
import { IRoutedService } from '../service/i-routed-service';
import { podPort } from '../service/service-endpoints';

/** What Istio does not take of sources where a service decides: these are for it to know. */
const NOT_CUSTOM = ['principals', 'namespaces', 'requestPrincipals', 'notPrincipals', 'notNamespaces', 'notRequestPrincipals'];

/** The policies that admit somebody, by the cluster that they hold in. */
const admitting = new WeakMap<MeshSettings, SelectorIndex<AccessPolicy>>();

/** The policies of the app that admit somebody to a service. */
export function policiesAdmittingTo(service: IMeshService): readonly AccessPolicy[] {
  const settings = MeshSettings.of(service);
  return admitting.get(settings)?.of([service.namespace, settings.rootNamespace], service.podLabels) ?? [];
}

/**
 * Who asks what, under which conditions. It is met by one of the sources with one of the operations, if all conditions hold.
 */
export interface AccessPolicyRule {
  /**
   * Who asks: one of these (`from`).
   *
   * @default - everybody
   */
  readonly from?: AccessSource[];

  /**
   * What is asked: one of these (`to`).
   *
   * @default - everything
   */
  readonly to?: AccessOperation[];

  /**
   * What must hold besides, all of it (`when`).
   *
   * @default - nothing
   */
  readonly when?: AccessCondition[];
}

/**
 * Who may, or may not, do what (`AuthorizationPolicy`).
 */
export interface AccessPolicyProps {
  /**
   * What happens to what meets a rule.
   */
  readonly action: AccessAction;

  /**
   * The rules, any of them. An `AccessAction.allow()` without rules admits nobody.
   */
  readonly rules: AccessPolicyRule[];

  /**
   * For which workloads it holds. All policies that hold for a workload are asked, those of its namespace and of the mesh too.
   *
   * @default PolicyScope.namespace()
   */
  readonly scope?: PolicyScope;

  /**
   * Whether the proxies count and log what they would do, and let everything pass as before (`istio.io/dry-run`). For `allow` and `deny`.
   *
   * @default false
   */
  readonly dryRun?: boolean;

  /**
   * The name of the AuthorizationPolicy.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Decides who may do what, for what `calls` and `LeastPrivilege` do not say: explicit denials, callers outside of this app, tokens, addresses, a service that decides.
 *
 * What is asked of requests (methods, paths, hosts, headers, tokens) is asked at ports that speak HTTP alone. Callers without a proxy have no identity.
 */
export class AccessPolicy extends Construct {
  /**
   * The AuthorizationPolicy, to patch it.
   */
  public readonly authorizationPolicy: ApiObject;
  private readonly rules: readonly AccessPolicyRule[];

  constructor(scope: Construct, id: string, props: AccessPolicyProps) {
    super(scope, id);
    const { action, rules, dryRun = false } = props;
    const resolved = (props.scope ?? PolicyScope.namespace())._resolve(this);
    this.rules = rules;
    if (rules.length === 0 && action._name !== 'ALLOW') {
      fail(this, `has no rule, so ${action._name} would never happen: give at least one, [{ from: [AccessSource.anyone()] }] for everything`);
    }
    if (dryRun && !['ALLOW', 'DENY'].includes(action._name)) {
      fail(this, `has dryRun, which Istio knows for ALLOW and DENY alone, and not for ${action._name}: leave it out`);
    }
    rules.forEach((rule, index) => this.check(rule, index, action));
    if (action._authorizer) {
      checkDeclared(this, action._authorizer);
    }
    this.authorizationPolicy = new MeshObject(this, 'Resource', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: checkDnsSubdomain(this, 'name', props.name ?? id),
      namespace: resolved.namespace,
      annotations: dryRun ? { 'istio.io/dry-run': 'true' } : undefined,
      fields: {
        spec: Lazy.any({
          produce: () => ({
            selector: resolved.labels && { matchLabels: resolved.labels },
            action: action._name === 'ALLOW' ? undefined : action._name,
            provider: action._authorizer && { name: action._authorizer.providerName },
            rules: rules.map(rule => this.ruleJson(resolved, action, rule)),
          }),
        }),
      },
    });
    this.node.addValidation({ validate: () => this.problems(resolved, action, rules) });
    if (action._name === 'ALLOW' && !dryRun && rules.length > 0) {
      const settings = MeshSettings.of(this);
      const index = admitting.get(settings) ?? new SelectorIndex<AccessPolicy>();
      admitting.set(settings, index);
      index.add(resolved.namespace, resolved.labels ?? {}, this);
    }
  }

  /** @internal where the connections to a service begin that it admits, and to which of its ports */
  public _originsOf(service: IMeshService): NetworkEndpoints[] {
    return this.rules.flatMap(({ from = [AccessSource.anyone()], to = [{}] }) => {
      const asked = (port: number) => to.some(({ ports, notPorts }) => (!ports || ports.includes(port)) && !notPorts?.includes(port));
      const ports = service._ports.filter(({ port }) => asked(port)).map(podPort);
      // Without any a NetworkPolicy would mean all.
      return ports.length === 0 ? [] : from.flatMap(source => source._origins(this)).map(origin => ({ ...origin, ports }));
    });
  }

  private check({ from, to, when }: AccessPolicyRule, index: number, action: AccessAction): void {
    const empty = Object.entries({ from, to, when }).find(([, list]) => list?.length === 0);
    if (empty) {
      fail(this, `rule ${index} has an empty ${empty[0]}: name at least one, or leave it out`);
    }
    if (!from && !to && !when) {
      fail(this, `rule ${index} says nothing, and so means everything: if that is meant, say from: [AccessSource.anyone()]`);
    }
    if (action._name === 'CUSTOM' && when?.some(({ _key }) => _key.startsWith('request.auth.'))) {
      fail(this, `rule ${index} asks for a token, which Istio does not know where a service decides: let the service judge tokens, or deny by a JwtPolicy`);
    }
  }

  private ruleJson(resolved: ResolvedScope, action: AccessAction, { from, to, when }: AccessPolicyRule): Json {
    const sources = from?.map(source => source._toJson(this));
    const unknown = action._name === 'CUSTOM' ? sources?.flatMap(source => Object.keys(source ?? {})).find(field => NOT_CUSTOM.includes(field)) : undefined;
    if (unknown !== undefined) {
      fail(this, `asks ${unknown}, which Istio does not know where a service decides: ask by address, operation or header, and let the service judge identities`);
    }
    const address = sources?.flatMap(source => Object.keys(source ?? {})).find(field => /^(i|notI)pBlocks$/.test(field));
    if (address !== undefined && resolved.gateway?._pods.clientAddress === 'forwarded') {
      fail(this, `asks ${address} of ${resolved.what}, where connections come from a load balancer and not from clients: use AccessSource.remoteIpBlocks`);
    }
    const ofRequests = isOfRequests({ from, to, when }, sources);
    // Where rules ask of requests, ports keep them from what is none.
    const operations = to ?? (ofRequests && resolved.service ? [{}] : undefined);
    return {
      // Everybody among others is everybody.
      from: sources?.some(source => !source) ? undefined : sources?.map(source => ({ source })),
      to: operations?.map(operation => ({ operation: operationJson(this, resolved, operation, ofRequests) })),
      when: when?.map(condition => condition._toJson(this)),
    };
  }

  /** No error: another app or an annotation may say it. */
  private nameUnknownAddresses({ gateway }: ResolvedScope, rules: readonly AccessPolicyRule[]): void {
    const sources = rules.flatMap(({ from = [] }) => from.map(source => source._toJson(this) ?? {}));
    if (gateway && !gateway._pods.clientAddress && sources.some(source => Object.keys(source).some(field => /ipBlocks$/i.test(field)))) {
      warn(this, `asks addresses of '${gateway.node.path}', and how its pods know those of clients is not said: behind a load balancer, or a node that passes connections on, all clients may have one; give its GatewayWorkload a clientAddress`);
    }
  }

  /** Who calls nothing but what it declares cannot use what it is admitted to. No error: it may get its Sidecar elsewhere. */
  private nameUndeclaredCalls({ service }: ResolvedScope, rules: readonly AccessPolicyRule[]): void {
    if (!service) {
      return;
    }
    const callers = new Set<Partial<IRoutedService> & IMeshService>(rules.flatMap(({ from = [] }) => from.flatMap(source => source._services(this))));
    for (const { node, host, callees = [], _confined } of callers) {
      if (_confined && host !== service.host && !callees.some(callee => (callee._aliasOf ?? callee).host === service.host)) {
        warn(this, `admits '${node.path}', which declares no call of '${service.node.path}', so that its proxy does not know it: add it to the calls of '${node.path}'`);
      }
    }
  }

  private problems(resolved: ResolvedScope, action: AccessAction, rules: readonly AccessPolicyRule[]): string[] {
    if (action._name === 'AUDIT') {
      warn(this, 'audits, which does nothing unless the proxies have a plugin for it: Istio has none of its own; AccessAction.deny() with dryRun counts and logs');
    }
    this.nameUnknownAddresses(resolved, rules);
    if (action._name === 'ALLOW') {
      this.nameUndeclaredCalls(resolved, rules);
    }
    // Before any file is written.
    rules.forEach(rule => this.ruleJson(resolved, action, rule));
    const ofRequests = rules.some(rule => isOfRequests(rule, rule.from?.map(source => source._toJson(this))));
    if (resolved.service || action._name !== 'DENY' || !ofRequests) {
      return [];
    }
    return connectionTakers(this, resolved).map(({ who, ports }) =>
      `denies requests of ${resolved.what}, where '${who}' takes connections that carry none (${ports.join(', ')}): Istio would deny all of these; use PolicyScope.service(...) for those that are meant`);
  }
}

/** Whether a rule asks what connections that are no requests have not. */
function isOfRequests({ to = [], when = [] }: AccessPolicyRule, sources: readonly (Json | undefined)[] | undefined): boolean {
  const tokens = (sources ?? []).some(source => Object.keys(source ?? {}).some(field => /requestPrincipals/i.test(field)));
  return tokens || to.some(asksOfRequests) || when.some(({ _http }) => _http);
}
