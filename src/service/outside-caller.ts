import { Construct } from 'constructs';
import { IMeshService } from './i-mesh-service';
import { noteCall } from '../core/call-graph';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { namespaceOf } from '../core/mesh-object';
import { IMeshWorkload } from '../core/mesh-workload';
import { checkDnsLabel, checkLabels } from '../core/values';

/**
 * Pods without a proxy, and what they call.
 */
export interface OutsideCallerProps {
  /**
   * Labels of the pods, and of no others of their namespace.
   */
  readonly podLabels: { [name: string]: string };

  /**
   * Their namespace.
   *
   * @default - the chart's own
   */
  readonly namespace?: string;

  /**
   * The services of the mesh that they call. Not external ones, which are no concern of the mesh.
   */
  readonly calls: IMeshService[];
}

/**
 * A workload of the cluster that is outside of the mesh and calls into it: a job whose namespace is not injected, an ingress controller, a scraper. Nothing is
 * written for it. It is declared so that a policy under which its calls would be refused is an error, which names it: mutual TLS that is STRICT, and `LeastPrivilege`,
 * since it has no identity.
 */
export class OutsideCaller extends Construct implements IMeshWorkload {
  /**
   * The namespace of the pods.
   */
  public readonly namespace: string;

  /**
   * Labels of the pods.
   */
  public readonly podLabels: { [name: string]: string };

  /** @internal */
  public readonly _outside = 'it is declared as an OutsideCaller';

  constructor(scope: Construct, id: string, props: OutsideCallerProps) {
    super(scope, id);
    this.namespace = props.namespace === undefined ? namespaceOf(this) : checkDnsLabel(this, 'namespace', props.namespace);
    this.podLabels = checkLabels(this, 'podLabels', props.podLabels);
    if (Object.keys(this.podLabels).length === 0) {
      fail(this, 'has no labels, which would be every pod of its namespace: give those of its pods');
    }
    if (props.calls.length === 0) {
      fail(this, 'calls nothing: name the services that it calls, or leave it out');
    }
    props.calls.forEach((callee: IMeshHost) => noteCall(this, callee));
  }
}
