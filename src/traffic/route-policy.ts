import { Construct } from 'constructs';
import { layOver } from './request-policy';
import { routeSettings, RouteSettingsProps } from './route-settings';
import { fail } from '../core/errors';
import { RouteMatch } from '../routing/route-match';
import { IRoutedHost } from '../service/i-routed-host';

/**
 * What holds for some requests to a service, wherever they go.
 */
export interface RoutePolicyProps extends RouteSettingsProps {
  /**
   * The service whose requests it is for, in the mesh or outside.
   */
  readonly service: IRoutedHost;

  /**
   * Which requests: those that meet one of the matches (`match`).
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * The policy's place where another sets the same for overlapping requests and neither is the more specific: the lower wins.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service that the policy is for.
   *
   * @default - all that speak HTTP
   */
  readonly ports?: number[];
}

/**
 * Timeout, retries, header changes or CORS for some requests to a service, laid over every route that they take: the split of
 * a canary stays what it is, in the mesh and at every gateway.
 *
 * Where several policies set the same, the more specific match wins.
 */
export class RoutePolicy extends Construct {
  constructor(scope: Construct, id: string, props: RoutePolicyProps) {
    super(scope, id);
    const settings = routeSettings(this, props, props.service, props.ports) ?? fail(this, 'says nothing: give timeout, retries, requestHeaders, responseHeaders or cors');
    layOver(this, props, settings);
  }
}
