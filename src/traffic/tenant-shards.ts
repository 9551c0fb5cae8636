import { Construct } from 'constructs';
import { RouteAction } from './route-action';
import { TenantKey } from './tenant-key';
import { fail } from '../core/errors';
import { ALWAYS, Conjunction } from '../routing/conjunction';
import { conjunctionsOf } from '../routing/route-match';
import { IRoutedService } from '../service/i-routed-service';

/**
 * Which tenant's requests reach which shard.
 */
export interface TenantShardsProps {
  /**
   * The service that callers name.
   */
  readonly service: IRoutedService;

  /**
   * Where a request says whose it is.
   */
  readonly tenant: TenantKey;

  /**
   * The shard of each tenant: a version of the service (`RouteAction.toVersion`) or a service of its own (`RouteAction.toService`), with its own canary for
   * example. To move a tenant, change its one line.
   */
  readonly tenants: { [tenant: string]: RouteAction };

  /**
   * What happens to requests of nobody, or of a tenant that is not listed: an answer (`RouteAction.respond`), or a shard that takes them all.
   */
  readonly unknown: RouteAction;

  /**
   * The place of the tenants' routes where they overlap another construct's match and neither is the more specific: the lower goes first.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service that the shards are for.
   *
   * @default - all that can carry it
   */
  readonly ports?: number[];
}

/**
 * Leads each tenant's requests to its shard, in the mesh and at every gateway that exposes the service. One route a tenant, by its name: to move one
 * changes its destination in the output and nothing else.
 */
export class TenantShards extends Construct {
  constructor(scope: Construct, id: string, props: TenantShardsProps) {
    super(scope, id);
    const { service, tenant: key, tenants, order = 0, ports } = props;
    const names = Object.keys(tenants);
    if (names.length === 0) {
      fail(this, 'has no tenant, so all requests are of unknown ones: list at least one, or route by a ServiceRoute');
    }
    const add = (name: string, action: RouteAction, match: readonly Conjunction[], place: number) => service._addDestination({
      owner: this,
      name: `${id}-${name}`,
      match,
      order: place,
      action: action._action(this, service),
      ports,
    });
    for (const name of names) {
      if (name === '') {
        fail(this, 'has a tenant without a name: name each as its requests do');
      }
      add(name, tenants[name], conjunctionsOf(this, [key._matchOf(this, name)]), order);
    }
    add('unknown', props.unknown, [ALWAYS], 0);
  }
}
