/**
 * What a workload takes from its callers.
 */
export enum MutualTlsMode {
  /** Mutual TLS alone: who has no identity of the mesh is refused. */
  STRICT = 'STRICT',
  /** Mutual TLS and plain text, for the time in which workloads join the mesh. */
  PERMISSIVE = 'PERMISSIVE',
  /** Plain text alone, for ports that must not be captured. */
  DISABLE = 'DISABLE',
}
