import { App, Chart, Duration } from 'cdk8s';
import {
  HashKey, LoadBalancing, Locality, LocalityBalancing, MeshGateway, MeshNamespace, MeshService, OutlierDetection, RouteAction, RouteMatch, Suspend,
  TenantKey, TenantShards, TrafficMirror,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'helpdesk', { namespace: 'helpdesk' });
new MeshNamespace(chart, 'namespace');

// Most customers share pods. Two with more tickets than all the others have their own, so that nobody waits behind their imports.
const tickets = new MeshService(chart, 'tickets', { port: 8080 });
const shared = RouteAction.toVersion(tickets.addVersion('shared', { image: 'registry.example.com/tickets:4.2.0', replicas: 3, readinessPath: '/ready' }));
const large = RouteAction.toVersion(tickets.addVersion('large', { image: 'registry.example.com/tickets:4.2.0', replicas: 4, readinessPath: '/ready' }));
new TenantShards(chart, 'customers', {
  service: tickets,
  tenant: TenantKey.header('x-customer'),
  tenants: { acme: large, globex: large },
  unknown: shared,
});

// A pod of the search loads its index when it starts, so it gets less at first. Its answers are large: callers ask in their own zone while pods there are well.
const search = new MeshService(chart, 'search', {
  port: 8080,
  loadBalancing: LoadBalancing.leastRequest({ warmUp: { duration: Duration.minutes(3), minimumPercent: 10 } }),
});
search.addVersion('v2', { image: 'registry.example.com/search:2.8.0', replicas: 6, readinessPath: '/ready' });
const next = search.addVersion('v3', { image: 'registry.example.com/search:3.0.0', replicas: 1, readinessPath: '/ready' });
new LocalityBalancing(chart, 'search-near', { service: search, locality: Locality.failover(OutlierDetection.unreachablePods()) });
// The next version works on copies of some searches before it answers anybody.
new TrafficMirror(chart, 'search-rehearsal', { service: search, toVersion: next, percent: 5, match: [RouteMatch.method('GET')] });

// A conversation is in the memory of one pod: a browser comes back to it for as long as a working day.
const chat = new MeshService(chart, 'chat', {
  port: 8080,
  loadBalancing: LoadBalancing.consistentHash(HashKey.cookie('chat-pod', { ttl: Duration.hours(10), path: '/chat' })),
});
chat.addVersion('v1', { image: 'registry.example.com/chat:1.9.0', replicas: 3, readinessPath: '/ready' });

// Reports can wait: on days when the rest needs the database, say true.
const reports = new MeshService(chart, 'reports', { port: 8080 });
reports.addVersion('v1', { image: 'registry.example.com/reports:5.0.0', readinessPath: '/ready' });
new Suspend(chart, 'reports-pause', { service: reports, suspended: false, instead: RouteAction.respond(503, 'reports are back tomorrow\n') });

const web = new MeshService(chart, 'web', { port: 8080, calls: [tickets, search, reports] });
web.addVersion('v1', { image: 'registry.example.com/helpdesk-web:12.1.0', readinessPath: '/ready' });
const edge = new MeshGateway(chart, 'edge', { hosts: ['helpdesk.example.com'] });
edge.expose(chat, { paths: ['/chat'] });
edge.expose(web);

app.synth();
