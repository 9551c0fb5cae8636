/** A port of pods or machines, by number or, of pods alone, by name. */
export interface NetworkPort {
  readonly port: number | string;
  readonly udp?: boolean;
}

/** Where connections begin or end, as a NetworkPolicy can name it: pods, or addresses. */
export interface NetworkEndpoints {
  /** Pods: those with the labels of the namespace; all of it without labels, and of all namespaces without one. */
  readonly pods?: { readonly namespace?: string; readonly labels?: { readonly [name: string]: string } };
  /** Ranges of addresses, as CIDR. */
  readonly addresses?: readonly string[];
  /** Any address, but none of the cluster's own where its ranges are known. */
  readonly anywhere?: boolean;
  /** The ports there; all when not given. Of callers it says nothing. */
  readonly ports?: readonly NetworkPort[];
}
