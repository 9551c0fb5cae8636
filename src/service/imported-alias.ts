import { Construct } from 'constructs';
import { noteCall, onCall } from '../core/call-graph';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';

/**
 * What is known of an alias that another app or team declares.
 */
export interface ServiceAliasAttributes {
  /**
   * The name of its Service.
   */
  readonly aliasName: string;

  /**
   * Its namespace.
   */
  readonly namespace: string;

  /**
   * What it is another name of (`Service.spec.externalName`).
   */
  readonly target: IMeshHost;
}

/** An alias that another app or team declares. */
export class ImportedAlias extends Construct implements IMeshHost {
  public readonly host: string;
  public readonly namespace: string;
  public readonly _aliasOf: IMeshHost;

  constructor(scope: Construct, id: string, { aliasName, namespace, target }: ServiceAliasAttributes) {
    super(scope, id);
    this.namespace = checkDnsLabel(this, 'namespace', namespace);
    this.host = aliasHost(this, checkDnsLabel(this, 'aliasName', aliasName), namespace, target);
    this._aliasOf = standFor(this, target);
  }
}

/** The host of an alias. */
export function aliasHost(scope: Construct, name: string, namespace: string, target: IMeshHost): string {
  const host = `${name}.${namespace}.svc.${MeshSettings.of(scope).clusterDomain}`;
  if (host === target.host) {
    fail(scope, `is an alias of itself, since '${target.node.path}' has host '${host}' too: give it another name, or call the target`);
  }
  return host;
}

/** Who calls the alias calls the target, by whose routes and identity the call goes. Answers what is behind an alias of an alias. */
export function standFor(alias: IMeshHost, target: IMeshHost): IMeshHost {
  onCall(alias, caller => noteCall(caller, target));
  return target._aliasOf ?? target;
}
