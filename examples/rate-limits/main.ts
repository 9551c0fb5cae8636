import { App, Chart, Duration } from 'cdk8s';
import {
  GlobalRateLimit, LocalRateLimit, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, RateLimitFailure, RateLimitKey,
  RateLimitScope, RateLimitService, RateLimitUnit, RouteMatch,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'booking', { namespace: 'booking' });
new MeshNamespace(chart, 'namespace');

// Rooms are searched by the site and by a partner's robot, which asks as fast as it can.
const rooms = new MeshService(chart, 'rooms', { port: 8080 });
rooms.addVersion('v1', { image: 'registry.example.com/rooms:2.4.0', replicas: 3, readinessPath: '/ready' });
const site = new MeshService(chart, 'site', { port: 8080, calls: [rooms] });
site.addVersion('v1', { image: 'registry.example.com/site:4.0.1', readinessPath: '/ready' });
const partner = new MeshService(chart, 'partner', { port: 8080, calls: [rooms] });
partner.addVersion('v1', { image: 'registry.example.com/partner:1.7.0', readinessPath: '/ready' });
const edge = new MeshGateway(chart, 'edge', { hosts: ['booking.example.com'] });
edge.expose(site);

// Who shows no identity would not be counted: plain text is refused.
new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

// What a pod can bear, whatever happens elsewhere: counted by each pod for itself.
new LocalRateLimit(chart, 'rooms-load', {
  scope: RateLimitScope.service(rooms),
  limits: [{ name: 'pod', requests: 200, per: Duration.seconds(1), burst: 400 }],
});

// What each caller may have of it, all pods together: the site more than others.
const counter = new RateLimitService(chart, 'ratelimit');
new GlobalRateLimit(chart, 'callers', {
  service: counter,
  scopes: [RateLimitScope.service(rooms)],
  limits: [{
    name: 'caller',
    requests: 600,
    per: RateLimitUnit.MINUTE,
    by: [RateLimitKey.clientIdentity()],
    quotas: [{ value: site.principal!, requests: 20000 }],
  }],
});

// At the edge nobody guesses passwords: better no login than an unlimited one.
new GlobalRateLimit(chart, 'logins', {
  service: counter,
  scopes: [RateLimitScope.gateway(edge)],
  onFailure: RateLimitFailure.CLOSED,
  limits: [{
    name: 'login',
    requests: 5,
    per: RateLimitUnit.MINUTE,
    match: [RouteMatch.path().under('/login').and(RouteMatch.method('POST'))],
    by: [RateLimitKey.clientAddress()],
  }],
});

app.synth();
