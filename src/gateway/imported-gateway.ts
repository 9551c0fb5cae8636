import { Construct } from 'constructs';
import { ClientAddress } from './client-address';
import { Delegation } from './delegation';
import { checkPaths, GatewayBase } from './gateway-base';
import { gateways } from './gateway-registry';
import { SecurityHeaders, securityHeaderEdits } from './security-headers';
import { fail, show } from '../core/errors';
import { GatewayPodsReference } from '../core/gateway-reference';
import { principalOf } from '../core/principal';
import { checkDnsLabel, checkDnsSubdomain, checkHost, checkLabels } from '../core/values';

/**
 * What is known of a gateway that another app or team owns.
 */
export interface MeshGatewayAttributes {
  /**
   * The name of its Gateway object.
   */
  readonly gatewayName: string;

  /**
   * The namespace of its Gateway object.
   */
  readonly namespace: string;

  /**
   * Its public hosts under which services of this app are exposed.
   */
  readonly hosts: string[];

  /**
   * The namespace of the pods that serve it, for services that are not visible everywhere.
   *
   * @default - not known
   */
  readonly podNamespace?: string;

  /**
   * Labels of the pods that serve it (`Gateway.selector`), for policies of the gateway and NetworkPolicies that let it in.
   *
   * @default - not known
   */
  readonly podLabels?: { [name: string]: string };

  /**
   * The ServiceAccount of these pods, for services that admit callers by name. Only with `podNamespace`.
   *
   * @default - not known
   */
  readonly serviceAccountName?: string;

  /**
   * Those of the hosts whose TLS it passes through.
   *
   * @default - none
   */
  readonly passthroughHosts?: string[];

  /**
   * Headers by which browsers guard users of the hosts, for what this app exposes there. Not under hosts whose TLS passes through.
   *
   * @default - none
   */
  readonly securityHeaders?: SecurityHeaders;

  /**
   * How the pods know the address of a client, for policies that admit addresses.
   *
   * @default - not known
   */
  readonly clientAddress?: ClientAddress;
}

/** A gateway that another app owns. What is exposed there gets VirtualServices of this app's own. */
export class ImportedGateway extends GatewayBase {
  public readonly hosts: string[];
  /** @internal */
  public readonly _pods: GatewayPodsReference;
  private readonly passthrough: readonly string[];

  constructor(scope: Construct, id: string, attributes: MeshGatewayAttributes) {
    super(scope, id, self => ({
      gatewayName: checkDnsLabel(self, 'gatewayName', attributes.gatewayName),
      namespace: checkDnsLabel(self, 'namespace', attributes.namespace),
    }));
    this._pods = podsOf(this, attributes);
    this.passthrough = attributes.passthroughHosts ?? [];
    this.hosts = [...new Set([...attributes.hosts, ...this.passthrough])].map(host => checkHost(this, 'host', host));
    if (attributes.securityHeaders) {
      const hosts = this.hosts.filter(host => !this.passthrough.includes(host));
      this._guard(hosts, securityHeaderEdits(this, attributes.securityHeaders, { hosts }));
    }
    gateways.note(this);
  }

  /** @internal its owner refers to the delegate */
  public _delegate({ owner, paths, hosts }: Delegation): undefined {
    checkPaths(owner, paths);
    this._checkServed(hosts, `delegates to '${owner.node.path}'`);
    return undefined;
  }

  /** @internal */
  protected _serves(host: string): boolean {
    return this.hosts.includes(host);
  }

  /** @internal */
  protected _passesThrough(host: string): boolean {
    return this.passthrough.includes(host);
  }
}

function podsOf(scope: Construct, { podNamespace, podLabels, serviceAccountName, clientAddress }: MeshGatewayAttributes): GatewayPodsReference {
  if (podNamespace === undefined && serviceAccountName !== undefined) {
    fail(scope, `has serviceAccountName ${show(serviceAccountName)} and no podNamespace, which is part of the identity: give it too`);
  }
  const account = serviceAccountName === undefined ? undefined : checkDnsSubdomain(scope, 'serviceAccountName', serviceAccountName);
  return {
    namespace: podNamespace === undefined ? undefined : checkDnsLabel(scope, 'podNamespace', podNamespace),
    labels: podLabels && checkLabels(scope, 'podLabels', podLabels),
    clientAddress: clientAddress?._kind,
    principal: account && principalOf(scope, podNamespace!, account),
  };
}
