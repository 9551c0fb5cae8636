import type { IRoutedService } from './i-routed-service';
import { Registry } from '../core/registry';

/** The services that an app owns. */
export const services = new Registry<IRoutedService>();
