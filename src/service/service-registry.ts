import type { IMeshService } from './i-mesh-service';
import type { IRoutedService } from './i-routed-service';
import type { ServiceVersion } from './service-version';
import { Registry } from '../core/registry';

/** The services that an app owns. */
export const services = new Registry<IRoutedService>();

/** Those whose pods run in the app's own clusters: its own, and those of other apps. */
export const meshServices = new Registry<IMeshService>();

/** The versions of which some are machines. */
export const versionsOnMachines = new Registry<ServiceVersion>();
