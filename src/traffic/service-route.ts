import { Construct } from 'constructs';
import { Rewrite, rewriteJson } from './rewrite';
import { RouteAction } from './route-action';
import { routeSettings, RouteSettingsProps } from './route-settings';
import { fail } from '../core/errors';
import { RouteMatch, conjunctionsOf } from '../routing/route-match';
import { IRoutedHost } from '../service/i-routed-host';

/**
 * Where some requests to a service go.
 */
export interface ServiceRouteProps extends RouteSettingsProps {
  /**
   * The service whose requests are routed, in the mesh or outside.
   */
  readonly service: IRoutedHost;

  /**
   * Which requests: those that meet one of the matches (`match`).
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * What happens to them.
   */
  readonly action: RouteAction;

  /**
   * What they look like to the destination (`rewrite`).
   *
   * @default - as the client sent them
   */
  readonly rewrite?: Rewrite;

  /**
   * The route's place where its match overlaps another's and neither is the more specific: the lower goes first.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service that the route is for.
   *
   * @default - all that can carry it
   */
  readonly ports?: number[];

  /**
   * The name of the route in the VirtualService.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Sends some requests to a service to one of its versions, over several, to another service, or back to the client.
 *
 * The more specific match goes first, whatever the order in which routes are made. Two routes with the same match, an overlap
 * that has no order, and a route that is never reached are errors.
 */
export class ServiceRoute extends Construct {
  constructor(scope: Construct, id: string, props: ServiceRouteProps) {
    super(scope, id);
    const settings = routeSettings(this, props, props.service, props.ports);
    const action = props.action._action(this, props.service);
    const forwarding = (['rewrite', 'timeout', 'retries'] as const).filter(name => props[name]);
    if (forwarding.length > 0 && (action.kind === 'redirect' || action.kind === 'respond')) {
      fail(this, `has ${forwarding.join(', ')}, and its action is to ${action.kind}: these are for requests that go to a service; leave one of them out`);
    }
    props.service._addDestination({
      owner: this,
      name: props.name ?? id,
      match: conjunctionsOf(this, props.match),
      order: props.order ?? 0,
      action,
      settings: props.rewrite ? { ...settings, rewrite: rewriteJson(this, props.rewrite) } : settings,
      ports: props.ports,
    });
  }
}
