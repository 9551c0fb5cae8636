import { IConstruct } from 'constructs';
import type { IRoutedService } from './i-routed-service';

/** The services of one app, and who wants to know of them. */
class Registry {
  public readonly services: IRoutedService[] = [];
  public readonly listeners: { readonly scope: IConstruct; readonly tell: (service: IRoutedService) => void }[] = [];
}

/** By the root of the app. */
const registries = new WeakMap<IConstruct, Registry>();

function registryOf(construct: IConstruct): Registry {
  const registry = registries.get(construct.node.root) ?? new Registry();
  registries.set(construct.node.root, registry);
  return registry;
}

/** Notes a service of the app. */
export function noteService(service: IRoutedService): void {
  const { services, listeners } = registryOf(service);
  services.push(service);
  listeners.filter(({ scope }) => isWithin(service, scope)).forEach(({ tell }) => tell(service));
}

/** Tells of each service below a scope, those that are there already and those that will be. */
export function onService(scope: IConstruct, tell: (service: IRoutedService) => void): void {
  const { services, listeners } = registryOf(scope);
  services.filter(service => isWithin(service, scope)).forEach(tell);
  listeners.push({ scope, tell });
}

/** The services of the app so far. */
export function servicesOf(construct: IConstruct): readonly IRoutedService[] {
  return registryOf(construct).services;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}
