import { Construct } from 'constructs';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';
import { RouteSettings } from '../routing/settings';
import { IRoutedHost } from '../service/i-routed-host';

/** Which requests to a host something holds for, wherever they go. */
export interface PolicyRequests {
  readonly service: IRoutedHost;
  readonly match?: RouteMatch[];
  readonly order?: number;
  readonly ports?: number[];
}

/** Lays settings over the routes that the requests take; the construct's id names them. */
export function layOver(scope: Construct, { service, match, order = 0, ports }: PolicyRequests, settings: RouteSettings): void {
  service._addPolicy({ owner: scope, name: scope.node.id, match: conjunctionsOf(scope, match), order, ports, settings });
}
