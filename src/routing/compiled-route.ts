import { Conjunction } from './conjunction';
import { Action } from './contribution';
import { PathRewrite } from './path-rewrite';

/** A route as it will stand in a VirtualService, but for the spelling. */
export interface CompiledRoute {
  readonly name: string;
  readonly match: readonly Conjunction[];
  readonly action: Exclude<Action, { kind: 'service' }>;
  /** The service's port to send to, where the service has several. */
  readonly port?: number;
  /** What the route does beside choosing a destination, field by field. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** How the destination sees the path; becomes a field when the route is as narrow as it will be. */
  readonly path?: PathRewrite;
}
