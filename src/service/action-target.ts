import { IRoutedHost } from './i-routed-host';
import { Action } from '../routing/contribution';

/** The service by whose own routes an action lets requests go on, and at which port; undefined for other actions. */
export function targetOf(action: Action): { readonly service: IRoutedHost; readonly port: number } | undefined {
  if (action.kind !== 'service') {
    return undefined;
  }
  const service = action.table.owner as IRoutedHost;
  return { service, port: action.port ?? service._ports[0].port };
}
