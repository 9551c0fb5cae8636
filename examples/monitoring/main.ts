import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRoute, CertificateAlerts, Injection, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, ObservabilityStack,
  PortProtocol, Rollout, RolloutAlerts, RolloutDashboard, ServiceAlerts, ServiceDashboard,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new MeshNamespace(shop, 'namespace');

const store = new MeshService(shop, 'store', { port: 6379, protocol: PortProtocol.REDIS });
store.addVersion('v1', { image: 'registry.example.com/store:7.2.0', replicas: 1 });

const cart = new MeshService(shop, 'cart', { port: 80, targetPort: 8080, calls: [store] });
const stable = cart.addVersion('v1', { image: 'registry.example.com/cart:1.4.2', readinessPath: '/ready' });
const canary = cart.addVersion('v2', { image: 'registry.example.com/cart:1.5.0', readinessPath: '/ready' });
const trial = new CanaryRoute(shop, 'cart-canary', { stable, canary, weight: 10 });

new MeshGateway(shop, 'edge', { hosts: ['carts.example.com'] }).expose(cart);
// Prometheus reads the proxies all the same: nothing captures the port at which they answer it.
new MutualTlsPolicy(shop, 'mtls', { mode: MutualTlsMode.STRICT });

// What shows it: outside of the mesh, in a namespace of its own. Its file comes behind the shop's, in whose namespace Prometheus gets its rights.
const monitoring = new Chart(app, 'stack', { namespace: 'monitoring' });
new MeshNamespace(monitoring, 'namespace', { injection: Injection.disabled() });
const stack = new ObservabilityStack(monitoring, 'stack', { namespaces: [shop.namespace!] });

new ServiceDashboard(monitoring, 'cart', { service: cart, stack });
new ServiceDashboard(monitoring, 'store', { service: store, stack });
new RolloutDashboard(monitoring, 'cart-rollout', { rollout: Rollout.canary(trial), stack });

new ServiceAlerts(monitoring, 'cart-alerts', { service: cart, availability: 99.9, latency: { threshold: Duration.millis(500), percent: 99 }, stack });
new RolloutAlerts(monitoring, 'cart-rollout-alerts', { rollout: Rollout.canary(trial), stack });
new CertificateAlerts(monitoring, 'certificates', { stack });

app.synth();
