import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { forwardDynamically } from './dynamic-forwarding';
import { EgressRoute } from './egress-route';
import { ExternalService } from './external-service';
import { Resolution } from './resolution';
import { GatewayPodsReference, IGatewayReference } from '../core/gateway-reference';
import { MeshObject, namespaceOf } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { principalOf } from '../core/principal';
import { checkDnsLabel } from '../core/values';
import { GatewayPods } from '../gateway/gateway-pods';
import { gateways } from '../gateway/gateway-registry';
import { GatewayWorkload } from '../gateway/gateway-workload';
import { AccessRule, allowOnly, keepOthersOut } from '../security/access';
import { identitiesOf } from '../security/identities';
import { IMeshService } from '../service/i-mesh-service';

/**
 * Where calls leave the mesh.
 */
export interface EgressGatewayProps {
  /**
   * The pods of the gateway.
   *
   * @default - `GatewayWorkload.own()`, in the chart's namespace
   */
  readonly workload?: GatewayWorkload;

  /**
   * The name of the Gateway object.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Who may leave through an egress gateway for an external service.
 */
export interface EgressRouteProps {
  /**
   * Callers beside those of this app that declare the external service in `calls`.
   *
   * @default - none
   */
  readonly callers?: IMeshService[];

  /**
   * Whether calls still go directly while the gateway stands ready: the first of two applies by which running calls move to the
   * gateway, or back.
   *
   * @default false
   */
  readonly standby?: boolean;
}

/**
 * Pods through which calls leave the mesh: servers outside see their addresses and no others, and the gateway lets through who declares
 * to call what.
 *
 * Callers reach the gateway by mutual TLS, also with what is TLS already; the gateway knows them by their identities.
 */
export class EgressGateway extends Construct implements IGatewayReference {
  /**
   * The name of the Gateway object.
   */
  public readonly gatewayName: string;

  /**
   * The namespace of the Gateway object.
   */
  public readonly namespace: string;

  /**
   * The fully qualified host of the gateway's Service.
   */
  public readonly host: string;

  /**
   * The Gateway object, to patch it.
   */
  public readonly gateway: ApiObject;

  /**
   * The DestinationRule by which callers reach the gateway, to patch it.
   */
  public readonly destinationRule: ApiObject;

  /**
   * The AuthorizationPolicy of the gateway, to patch it.
   */
  public readonly authorizationPolicy: ApiObject;

  /** @internal */
  public readonly _pods: GatewayPodsReference;
  private readonly pods: GatewayPods;
  private readonly routeList: EgressRoute[] = [];

  constructor(scope: Construct, id: string, props: EgressGatewayProps = {}) {
    super(scope, id);
    this.gatewayName = checkDnsLabel(this, 'name', props.name ?? id);
    this.namespace = namespaceOf(this);
    this.pods = (props.workload ?? GatewayWorkload.own())._bind(this, this.gatewayName, this.namespace, 'ClusterIP');
    const { clusterDomain } = MeshSettings.of(this);
    const { namespace, selector: labels, serviceName } = this.pods;
    this._pods = { namespace, labels, serviceName, principal: this.principal };
    this.host = `${this.pods.serviceName}.${this.pods.namespace}.svc.${clusterDomain}`;
    MeshSettings.of(this)._claim(this, `host ${this.host}`, `host '${this.host}'`, 'a host has one owner; route through that gateway instead');

    this.destinationRule = this.write('DestinationRule', () => ({
      host: this.host,
      subsets: this.routeList.map(route => ({ name: route.routeName, trafficPolicy: route.trafficPolicy() })),
    }));
    this.gateway = this.write('Gateway', () => ({ selector: this.pods.selector, servers: this.routeList.flatMap(route => route.servers()) }));
    const access = { name: this.gatewayName, namespace: this.pods.namespace, selector: this.pods.selector, rules: () => this.rules() };
    this.authorizationPolicy = this.pods.shared ? keepOthersOut(this, 'AuthorizationPolicy', access) : allowOnly(this, 'AuthorizationPolicy', access);
    if (this.pods.shared) {
      // Its policy keeps others out of what is its own, and lets nobody in.
      gateways.note(this);
    }
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * The external services that are called through the gateway.
   */
  public get externalServices(): ExternalService[] {
    return this.routeList.map(route => route.external);
  }

  /**
   * The identity of the gateway's pods.
   */
  public get principal(): string {
    return principalOf(this, this.pods.namespace, this.pods.serviceAccountName);
  }

  /**
   * Leads all calls of the mesh to an external service through the gateway. TLS that the external service originates is the gateway's then.
   *
   * @param external the external service
   * @param props who may call it, beside those that declare it
   * @throws when it leaves by a gateway already, or goes to the address that was called
   */
  public route(external: ExternalService, props: EgressRouteProps = {}): void {
    const route = new EgressRoute(this, external);
    this.routeList.push(route);
    external._leadThrough({
      owner: route,
      rule: this.destinationRule,
      standby: props.standby ?? false,
      destination: { host: this.host, subset: route.routeName },
      namespace: this.pods.namespace,
      labels: this.pods.selector,
      callers: () => props.callers ?? [],
    });
    external._ports.forEach(({ port }) => this.pods.openPort(`tls-${port}`, port));
    if (external._readsSecrets) {
      this.pods.readSecrets();
    }
    const name = `${this.gatewayName}-${route.routeName}`;
    if (external.resolution === Resolution.DYNAMIC_DNS) {
      forwardDynamically(route, { name, namespace: this.pods.namespace, labels: this.pods.selector });
    }
    new MeshObject(route, 'VirtualService', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name,
      namespace: this.namespace,
      fields: { spec: { hosts: [external.host], gateways: [`${this.namespace}/${this.gatewayName}`], exportTo: ['.'], ...route.routes() } },
    });
  }

  private write(kind: 'DestinationRule' | 'Gateway', spec: () => object): MeshObject {
    return new MeshObject(this, kind, {
      apiVersion: 'networking.istio.io/v1',
      kind,
      name: this.gatewayName,
      namespace: this.namespace,
      fields: { spec: Lazy.any({ produce: spec }) },
    });
  }

  private rules(): AccessRule[] {
    return this.routeList.map(({ external, sni }) => ({
      principals: identitiesOf(external._callers).principals,
      when: [{ key: 'connection.sni', values: [sni] }],
    }));
  }

  private problems(): string[] {
    if (this.routeList.length === 0) {
      return ['leads nowhere: route an external service through it'];
    }
    return this.routeList.flatMap(({ external }) => identitiesOf(external._callers).unknown.map(caller =>
      `cannot let '${caller.node.path}' through to '${external.node.path}', whose identity is not known: give it one ServiceAccount, or serviceAccountName where it is deployed elsewhere`));
  }
}
