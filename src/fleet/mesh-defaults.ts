import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshDefault, NamespaceExemption, exempt, isExempt } from './namespace-exemption';
import { fail, show } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { TlsVersion } from '../core/tls-version';
import { warn } from '../core/warnings';
import { OutboundPolicy, OutboundScope } from '../egress/outbound-policy';
import { gateways } from '../gateway/gateway-registry';
import { RetriesByMethod } from '../routing/settings';
import { policiesAdmittingTo } from '../security/access-policy';
import { MutualTlsMode } from '../security/mutual-tls-mode';
import { MutualTlsPolicy } from '../security/mutual-tls-policy';
import { PolicyScope } from '../security/policy-scope';
import { OutboundTraffic } from '../service/outbound-traffic';
import { services } from '../service/service-registry';
import { Retries, retriesJson } from '../traffic/retries';

/**
 * What holds for all workloads of the mesh unless something narrower says otherwise.
 */
export interface MeshDefaultsProps {
  /**
   * What workloads take from their callers (`PeerAuthentication` of the root namespace).
   *
   * @default MutualTlsMode.STRICT
   */
  readonly mutualTls?: MutualTlsMode;

  /**
   * Whether workloads refuse everybody whom no policy admits (`AuthorizationPolicy` of the root namespace). The gateways of this app stay open: their policy comes with it.
   * Services need a `LeastPrivilege` or an `AccessPolicy` then.
   *
   * @default false
   */
  readonly defaultDeny?: boolean;

  /**
   * What happens to calls of hosts that the mesh does not know: for workloads without a Sidecar of their own (`Sidecar` of the root namespace), for services of this app that
   * do not say it themselves, and in what the control plane is installed with (`meshConfig.outboundTrafficPolicy`).
   *
   * @default OutboundTraffic.REGISTRY_ONLY
   */
  readonly outboundTraffic?: OutboundTraffic;

  /**
   * How failed requests are tried again where no route says it (`meshConfig.defaultHttpRetryPolicy`). Of `retryOn` what is not safe for every method needs `everyMethod`.
   *
   * @default - Istio's own: twice, after failures among which some may have reached the service
   */
  readonly retries?: Retries;

  /**
   * The least version of TLS between proxies (`meshConfig.meshMTLS.minProtocolVersion`).
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTls?: TlsVersion;

  /**
   * Namespaces for which some of it does not hold, each by its name and with a reason, which stays in the output.
   *
   * @default - none
   */
  readonly exemptions?: NamespaceExemption[];
}

/**
 * The policy of the whole fleet in one declaration: objects of the mesh's root namespace, which hold for all namespaces, and what the control plane must be installed with
 * (`MeshSettings.controlPlaneValues()` or `istioOperator()`). One team owns it, in one app.
 */
export class MeshDefaults extends Construct {
  /**
   * The AuthorizationPolicy that refuses everybody, to patch it; undefined without `defaultDeny`.
   */
  public readonly authorizationPolicy?: ApiObject;

  constructor(scope: Construct, id: string, props: MeshDefaultsProps = {}) {
    super(scope, id);
    const { mutualTls = MutualTlsMode.STRICT, defaultDeny = false, outboundTraffic = OutboundTraffic.REGISTRY_ONLY, minimumTls, retries } = props;
    const settings = MeshSettings.of(this);
    settings._claim(this, 'mesh defaults', 'what holds for the whole mesh', 'a mesh has one MeshDefaults');
    if (mutualTls === MutualTlsMode.DISABLE) {
      fail(this, 'has mutualTls DISABLE, which would take its identity from every workload: use PERMISSIVE while workloads join, or a MutualTlsPolicy for the ports that are meant');
    }
    const held: Construct[] = [new MutualTlsPolicy(this, 'mutual-tls', { mode: mutualTls, scope: PolicyScope.mesh() })];
    settings._defaultOutboundTraffic = outboundTraffic;
    held.push(new OutboundPolicy(this, 'outbound', { scope: OutboundScope.mesh(), outboundTraffic }));
    const defaultHttpRetryPolicy = retries && this.retriesOfAll(retries);
    settings._addMeshConfig(() => ({
      outboundTrafficPolicy: { mode: outboundTraffic },
      meshMTLS: { minProtocolVersion: minimumTls },
      defaultHttpRetryPolicy,
    }));
    const exemptions = props.exemptions ?? [];
    if (defaultDeny) {
      const open = exemptions.filter(one => isExempt(one, MeshDefault.DEFAULT_DENY)).map(({ namespace }) => namespace);
      this.authorizationPolicy = this.denyAll(settings, open);
      held.push(this.authorizationPolicy);
    }
    for (const exemption of exemptions) {
      const own = exempt(this, exemption, { mutualTls, defaultDeny, outboundTraffic });
      // Before what it is an exemption from, or that would hold there in between.
      held.forEach(one => one.node.addDependency(own));
    }
  }

  private retriesOfAll(retries: Retries): Json {
    const json = retriesJson(this, retries, undefined, false);
    if (json instanceof RetriesByMethod) {
      fail(this, 'retries.retryOn has failures after which a service may have worked on the request, and what holds for the mesh knows no methods: set everyMethod where all may be repeated, or leave them to RoutePolicy');
    }
    return json;
  }

  private denyAll(settings: MeshSettings, exempted: readonly string[]): ApiObject {
    const policy = new MeshObject(this, 'default-deny', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: 'default-deny',
      namespace: settings.rootNamespace,
      // A policy that allows, and nothing.
      fields: { spec: {} },
    });
    const opened = new Set<string>();
    gateways.onEach(this.node.root, gateway => this.open(settings, gateway, opened, policy));
    this.node.addValidation({ validate: () => this.shut(settings, exempted) });
    return policy;
  }

  /** Gateways are there to be called by anyone; whom they lead to is for the services to say. */
  private open(settings: MeshSettings, gateway: IGatewayReference, opened: Set<string>, denial: ApiObject): void {
    if (MeshSettings.of(gateway) !== settings) {
      return;
    }
    const { namespace, labels } = gateway._pods;
    if (namespace === undefined || labels === undefined) {
      fail(this, `would shut '${gateway.node.path}' by defaultDeny, whose pods are not known: give podNamespace and podLabels to MeshGateway.fromGatewayAttributes`);
    }
    const key = JSON.stringify([namespace, labels]);
    if (opened.size === opened.add(key).size) {
      return;
    }
    const name = gateway._pods.serviceName ?? gateway.gatewayName;
    // Before the denial, or clients would be refused in between.
    denial.addDependency(new MeshObject(this, `open-${namespace}-${name}`, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: `${name}-open`,
      namespace,
      fields: { spec: { selector: { matchLabels: labels }, rules: [{}] } },
    }));
  }

  /** Services to which nothing of this app admits anybody. Another app may. */
  private shut(settings: MeshSettings, exempted: readonly string[]): string[] {
    const shut = services.of(this).filter(service => MeshSettings.of(service) === settings && !exempted.includes(service.namespace)
      && !settings._claims.has(`least privilege of ${service.host}`) && policiesAdmittingTo(service).length === 0);
    for (const service of shut) {
      warn(service, `is refused to its callers by the defaultDeny of ${show(this.node.path)} unless a policy admits them: let LeastPrivilege hold for it, or add an AccessPolicy`);
    }
    return [];
  }
}
