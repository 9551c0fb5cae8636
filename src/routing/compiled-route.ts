import { Conjunction } from './conjunction';
import { Action } from './contribution';

/** A route as it will stand in a VirtualService, but for the spelling. */
export interface CompiledRoute {
  readonly name: string;
  readonly match: readonly Conjunction[];
  readonly action: Exclude<Action, { kind: 'service' }>;
  /** The service's port to send to, where the service has several. */
  readonly port?: number;
  /** What the route does beside choosing a destination, field by field. */
  readonly fields: ReadonlyMap<string, unknown>;
}
