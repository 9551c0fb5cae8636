/**
 * What happens to calls that a service does not declare (`Sidecar.outboundTrafficPolicy.mode`).
 */
export enum OutboundTraffic {
  /** They are refused. HTTP calls get 502 at a port at which the caller declares an HTTP host, all others find their connection closed. */
  REGISTRY_ONLY = 'REGISTRY_ONLY',
  /** They pass, in plain text and past every route and policy. */
  ALLOW_ANY = 'ALLOW_ANY',
}
