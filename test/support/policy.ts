import { httpOf, shop } from './shop';
import { RoutePolicy, RouteSettingsProps } from '../../src';

/** What a policy of a service writes to its one route. */
export function writtenPolicy(settings: RouteSettingsProps): { [key: string]: any } {
  const { chart, service } = shop();
  new RoutePolicy(chart, 'policy', { service, ...settings });
  const { name, route, ...rest } = httpOf(chart)[0];
  return rest;
}
