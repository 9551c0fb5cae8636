import { IConstruct } from 'constructs';
import { checkAddressRange } from '../core/addresses';
import { fail } from '../core/errors';
import { NetworkEndpoints } from '../core/network-endpoints';
import { checkDnsLabel, checkLabels } from '../core/values';

/**
 * Pods that a NetworkPolicy names.
 */
export interface PeerPods {
  /**
   * Their namespace (`namespaceSelector`, by the label `kubernetes.io/metadata.name` that every namespace has).
   *
   * @default - all namespaces
   */
  readonly namespace?: string;

  /**
   * Labels that they carry (`podSelector`).
   *
   * @default - all pods of the namespace
   */
  readonly labels?: { [name: string]: string };
}

/**
 * Who may be at the other end of a connection, as NetworkPolicies name it.
 */
export class NetworkPeer {
  /**
   * Pods of the cluster.
   *
   * @param pods which; at least the namespace or labels must be given
   */
  public static pods(pods: PeerPods): NetworkPeer {
    return new NetworkPeer(scope => {
      const { namespace, labels } = pods;
      if (namespace === undefined && Object.keys(labels ?? {}).length === 0) {
        fail(scope, 'names every pod of the cluster as a peer: give the namespace, or labels of the pods');
      }
      return {
        pods: {
          namespace: namespace === undefined ? undefined : checkDnsLabel(scope, 'namespace of a peer', namespace),
          labels: labels && checkLabels(scope, 'labels of a peer', labels),
        },
      };
    });
  }

  /**
   * Addresses, of the cluster's nodes or from outside of it (`ipBlock.cidr`).
   *
   * @param ranges ranges in CIDR notation, for example '169.254.20.10/32'
   */
  public static addresses(...ranges: string[]): NetworkPeer {
    return new NetworkPeer(scope => {
      if (ranges.length === 0) {
        fail(scope, 'names no address as a peer: give at least one range, for example \'169.254.20.10/32\'');
      }
      return { addresses: ranges.map(range => checkAddressRange(scope, 'range of a peer', range)) };
    });
  }

  private constructor(private readonly resolve: (scope: IConstruct) => NetworkEndpoints) {}

  /** @internal */
  public _endpoints(scope: IConstruct): NetworkEndpoints {
    return this.resolve(scope);
  }
}
