import { ResolvedPort } from './port';
import { IMeshHost } from '../core/mesh-host';

/**
 * What a `ServiceAlias` can be another name of: a service of the mesh, or an external service of this app.
 */
export interface IAliasTarget extends IMeshHost {
  /** @internal notes another name, and answers the ports that callers reach by it */
  _takeAlias(alias: IMeshHost): readonly ResolvedPort[];
}
