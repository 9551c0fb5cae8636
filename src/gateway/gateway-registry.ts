import { IGatewayReference } from '../core/gateway-reference';
import { Registry } from '../core/registry';

/** The gateways of an app, ours and other apps', whose pods let in what no policy of theirs names. */
export const gateways = new Registry<IGatewayReference>();
