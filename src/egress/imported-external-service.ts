import { Construct } from 'constructs';
import { checkExternalHost } from './external-host';
import { IMeshHost } from '../core/mesh-host';
import { checkDnsLabel } from '../core/values';

/**
 * What is known of an external service that another app declares.
 */
export interface ExternalServiceAttributes {
  /**
   * Its host.
   */
  readonly host: string;

  /**
   * The namespace of its ServiceEntry.
   */
  readonly namespace: string;
}

/** An external service that another app declares. It must be visible in the callers' namespaces. */
export class ImportedExternalService extends Construct implements IMeshHost {
  public readonly host: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, attributes: ExternalServiceAttributes) {
    super(scope, id);
    this.host = checkExternalHost(this, attributes.host);
    this.namespace = checkDnsLabel(this, 'namespace', attributes.namespace);
  }
}
