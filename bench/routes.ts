import { Chart } from 'cdk8s';
import { DelegatedRoutes, DisruptionBudget, MeshGateway, MeshService, RouteAction, RouteMatch, ServiceRoute, ServiceVersion, TopologySpread } from '../src';

/** One host of a gateway with this many paths, each exposing one of ten services. */
export function gatewayPaths(chart: Chart, count: number): void {
  const services = Array.from({ length: 10 }, (_, index) => service(chart, `service-${index}`).service);
  const gateway = new MeshGateway(chart, 'gateway', { hosts: ['shop.example.com'] });
  for (let index = 0; index < count; index++) {
    gateway.expose(services[index % services.length], { paths: [`/path-${index}`] });
  }
}

/** One exposure of one service, under this many paths. */
export function exposurePaths(chart: Chart, count: number): void {
  const gateway = new MeshGateway(chart, 'gateway', { hosts: ['shop.example.com'] });
  gateway.expose(service(chart, 'service').service, { paths: Array.from({ length: count }, (_, index) => `/path-${index}`) });
}

/** A host for every five routes: 1,000 hosts have 5,000 routes, each exposing one of ten services under a path. */
export function gatewayHosts(chart: Chart, count: number): void {
  const services = Array.from({ length: 10 }, (_, index) => service(chart, `service-${index}`).service);
  const hosts = Array.from({ length: count / 5 }, (_, index) => `shop-${index}.example.com`);
  const gateway = new MeshGateway(chart, 'gateway', { hosts });
  for (let index = 0; index < count; index++) {
    gateway.expose(services[index % services.length], { hosts: [hosts[index % hosts.length]], paths: [`/path-${index}`] });
  }
}

/** The same, each host added by itself and its routes delegated to a team of its own. */
export function delegatedHosts(chart: Chart, count: number): void {
  const services = Array.from({ length: 10 }, (_, index) => service(chart, `service-${index}`).service);
  const gateway = new MeshGateway(chart, 'gateway', { hosts: ['shop.example.com'] });
  for (let index = 0; index < count / 5; index++) {
    const host = `shop-${index}.example.com`;
    gateway.addHosts([host]);
    const team = new DelegatedRoutes(chart, `routes-${index}`, { gateway, hosts: [host], paths: ['/'] });
    for (let path = 0; path < 5; path++) {
      team.expose(services[(index + path) % services.length], { paths: [`/path-${path}`] });
    }
  }
}

/** One service with this many routes, told apart by path. */
export function pathRoutes(chart: Chart, count: number): void {
  routes(chart, count, index => RouteMatch.path().under(`/path-${index}`));
}

/** One service with this many routes, told apart by a header. */
export function headerRoutes(chart: Chart, count: number): void {
  routes(chart, count, index => RouteMatch.header('x-tenant').exact(`tenant-${index}`));
}

function routes(chart: Chart, count: number, match: (index: number) => RouteMatch): void {
  const { service: routed, versions } = service(chart, 'service');
  for (let index = 0; index < count; index++) {
    new ServiceRoute(chart, `route-${index}`, { service: routed, match: [match(index)], action: RouteAction.toVersion(versions[index % 2]) });
  }
}

function service(chart: Chart, id: string): { service: MeshService; versions: ServiceVersion[] } {
  const made = new MeshService(chart, id, { port: 8080 });
  const props = { image: 'registry.example.com/shop/service:1.4.2', disruptionBudget: DisruptionBudget.none(), topologySpread: TopologySpread.none() };
  return { service: made, versions: ['v1', 'v2'].map(name => made.addVersion(name, props)) };
}
