import { App, Chart, Duration } from 'cdk8s';
import {
  CircuitBreaker, ConnectionLimits, FallbackMessage, FaultAbort, FaultInjection, LoadBalancing, MeshGateway, MeshNamespace, MeshService, RouteMatch,
  RoutePolicy, TrafficMirror, VersionFailover,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'market', { namespace: 'market' });
new MeshNamespace(chart, 'namespace');

// The catalog answers from its database; when that fails, a small version answers from a snapshot.
const catalog = new MeshService(chart, 'catalog', { port: 8080, loadBalancing: LoadBalancing.leastRequest() });
const live = catalog.addVersion('live', { image: 'registry.example.com/catalog:5.1.0', replicas: 3, readinessPath: '/ready' });
catalog.addVersion('snapshot', { image: 'registry.example.com/catalog-snapshot:5.1.0', replicas: 2, readinessPath: '/ready' });
new VersionFailover(chart, 'catalog-failover', { version: live, retries: false });
new RoutePolicy(chart, 'catalog-patience', {
  service: catalog,
  timeout: Duration.seconds(2),
  retries: { attempts: 2, perTryTimeout: Duration.millis(700), retryOn: ['connect-failure', 'refused-stream', 'gateway-error'], remoteLocalities: true },
});

// Recommendations are nice to have: callers ask no more than it can do, and show an empty list rather than an error.
const recommendations = new MeshService(chart, 'recommendations', { port: 8080 });
const current = recommendations.addVersion('v7', { image: 'registry.example.com/recommendations:7.0.0', replicas: 2, readinessPath: '/ready' });
const next = recommendations.addVersion('v8', { image: 'registry.example.com/recommendations:8.0.0', replicas: 1, readinessPath: '/ready' });
recommendations.defaultTo(current);
new CircuitBreaker(chart, 'recommendations-breaker', {
  service: recommendations,
  limits: ConnectionLimits.atOnce(50),
  retryBudget: { percent: 10 },
});
new FallbackMessage(chart, 'no-recommendations', { service: recommendations, status: 200, body: '{"items":[]}', contentType: 'application/json' });
// The next version works on copies of a tenth of the requests before it answers anybody.
new TrafficMirror(chart, 'rehearsal', { service: recommendations, toVersion: next, percent: 10 });
// Testers see what becomes of the page without recommendations.
new FaultInjection(chart, 'drill', { service: recommendations, match: [RouteMatch.header('x-drill').exact('on')], abort: FaultAbort.http(503) });

const storefront = new MeshService(chart, 'storefront', { port: 8080, calls: [catalog, recommendations] });
storefront.addVersion('v1', { image: 'registry.example.com/storefront:3.3.0', readinessPath: '/ready' });
new MeshGateway(chart, 'edge', { hosts: ['market.example.com'] }).expose(storefront);

app.synth();
