/**
 * On which side of a call a workload stands (`mode`).
 */
export enum TrafficSide {
  /** It calls: its outbound traffic, and all traffic of a gateway. */
  CLIENT = 'CLIENT',
  /** It is called: its inbound traffic. */
  SERVER = 'SERVER',
}

/** Both where nothing is said. */
export function sidesOf(side?: TrafficSide): readonly TrafficSide[] {
  return side === undefined ? [TrafficSide.CLIENT, TrafficSide.SERVER] : [side];
}
