import type { IMeshService } from './i-mesh-service';
import type { IRoutedService } from './i-routed-service';
import { Registry } from '../core/registry';

/** The services that an app owns. */
export const services = new Registry<IRoutedService>();

/** Those whose pods run in the app's own clusters: its own, and those of other apps. */
export const meshServices = new Registry<IMeshService>();
