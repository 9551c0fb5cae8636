import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch } from 'cdk8s';
import { AdoptedService, CanaryRoute, MeshNamespace, MutualTlsMode, MutualTlsPolicy, PortProtocol, RouteMatch } from 'cdk8s-istio';

// What the team has in manifests/, as it stands there. Two charts, because they are applied one after the other: see README.md.
const app = new App();
const apps = new Chart(app, 'apps', { namespace: 'shop' });
new MeshNamespace(apps, 'namespace');
const folder = join(__dirname, 'manifests');
const objects = readdirSync(folder).sort().flatMap(file => new Include(apps, file, { url: join(folder, file) }).apiObjects);

// A job with a proxy ends only if the proxy is a native sidecar.
find('CronJob', 'price-import').addJsonPatch(
  JsonPatch.add('/spec/jobTemplate/spec/template/metadata/annotations', { 'sidecar.istio.io/nativeSidecar': 'true' }),
);

// What the mesh adds. A port whose name does not say what it speaks must be told, or synth fails.
const mesh = new Chart(app, 'mesh', { namespace: 'shop' });

const postgres = new AdoptedService(mesh, 'postgres', {
  service: find('Service', 'postgres'),
  protocols: { postgresql: PortProtocol.TCP },
});
postgres.adopt('v16', { workload: find('StatefulSet', 'postgres') });

const catalog = new AdoptedService(mesh, 'catalog', {
  service: find('Service', 'catalog'),
  protocols: { metrics: PortProtocol.HTTP },
  calls: [postgres],
});
const stable = catalog.adopt('stable', { workload: find('Deployment', 'catalog') });
const canary = catalog.adopt('canary', { workload: find('Deployment', 'catalog-canary') });

const orders = new AdoptedService(mesh, 'orders', { service: find('Service', 'orders'), calls: [catalog, postgres] });
orders.adopt('v3', { workload: find('Deployment', 'orders') });

const storefront = new AdoptedService(mesh, 'storefront', {
  service: find('Service', 'storefront'),
  protocols: { 80: PortProtocol.HTTP },
  calls: [catalog, orders],
});
storefront.adopt('v2', { workload: find('Deployment', 'storefront') });

// One request in twenty, where Kubernetes alone gave one in five.
new CanaryRoute(mesh, 'catalog-canary', {
  stable,
  canary,
  weight: 5,
  match: [RouteMatch.header('x-canary').exact('always')],
});

// The ingress controller is outside the mesh and sends plain text. STRICT when it has gone.
new MutualTlsPolicy(mesh, 'mtls', { mode: MutualTlsMode.PERMISSIVE });

app.synth();

function find(kind: string, name: string): ApiObject {
  const found = objects.find(object => object.kind === kind && object.name === name);
  if (!found) {
    throw new Error(`manifests/ has no ${kind} '${name}'`);
  }
  return found;
}
