import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRoute, EastWestGateway, GatewayWorkload, Locality, LocalityBalancing, MeshGateway, MeshNamespace, MeshService, MeshSettings,
  OutlierDetection, RemoteService, RootNamespace,
} from 'cdk8s-istio';

const app = new App();
const image = (name: string, tag: string) => `registry.example.com/${name}:${tag}`;

/** What every cluster has: its place in the mesh, the way in from the other networks, the page and what it asks most. */
function shopIn(clusterName: string) {
  const chart = (namespace?: string) => new Chart(app, [clusterName, namespace ?? 'mesh'].join('-'), { namespace });
  const [mesh, edge, shop] = [chart(), chart('edge'), chart('shop')];
  const settings = MeshSettings.set(mesh, { clusterName, network: clusterName });
  settings.include(edge, shop);
  new RootNamespace(mesh, 'root');
  new MeshNamespace(edge, 'namespace');
  new EastWestGateway(edge, 'east-west');
  new MeshNamespace(shop, 'namespace');
  const catalog = new MeshService(shop, 'catalog', { port: 8080 });
  catalog.addVersion('v1', { image: image('catalog', '1.9.0'), readinessPath: '/ready', replicas: 2 });
  // Callers stay in their cluster while its pods are well.
  const ejection = OutlierDetection.of({ consecutiveErrors: 5, maxEjectionPercent: 67, baseEjectionTime: Duration.seconds(30) });
  new LocalityBalancing(shop, 'own-cluster', { service: catalog, locality: Locality.failoverPriority(ejection, ['topology.istio.io/cluster']) });
  const page = new MeshService(shop, 'page', { port: 8080, calls: [catalog] });
  page.addVersion('v1', { image: image('page', '4.2.0'), readinessPath: '/ready' });
  new MeshGateway(edge, 'front', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() }).expose(page);
  return { shop, page };
}

const [east, west] = ['east', 'west'].map(shopIn);

// Orders are taken in the west alone, where the database is. Its canary weighs the same for callers of both clusters.
const orders = new MeshService(west.shop, 'orders', { port: 8080 });
const stable = orders.addVersion('v1', { image: image('orders', '7.0.3'), readinessPath: '/ready' });
const canary = orders.addVersion('v2', { image: image('orders', '8.0.0'), readinessPath: '/ready' });
new CanaryRoute(west.shop, 'orders-v2', { stable, canary, weight: 10 });
west.page.calls(orders);
east.page.calls(new RemoteService(east.shop, 'orders', { service: orders }));

app.synth();
