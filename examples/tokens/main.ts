import { App, Chart } from 'cdk8s';
import {
  GatewayTls, GatewayWorkload, Jwks, JwtPolicy, LeastPrivilege, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, PolicyScope,
  RouteAction, RouteMatch, ServiceRoute, TokenLocation,
} from 'cdk8s-istio';

const image = (name: string) => `registry.example.com/${name}`;

const app = new App();
const chart = new Chart(app, 'payroll', { namespace: 'payroll' });
new MeshNamespace(chart, 'namespace');

const site = new MeshService(chart, 'site', { port: 8080 });
site.addVersion('v1', { image: image('site:5.0.2'), readinessPath: '/ready' });
const payslips = new MeshService(chart, 'payslips', { port: 8080 });
const stable = payslips.addVersion('v1', { image: image('payslips:2.3.0'), readinessPath: '/ready' });
const beta = payslips.addVersion('v2', { image: image('payslips:3.0.0-beta.4'), readinessPath: '/ready', replicas: 1 });
payslips.defaultTo(stable);
const office = new MeshService(chart, 'office', { port: 8080 });
office.addVersion('v1', { image: image('office:1.1.0'), readinessPath: '/ready' });

// Who works in personnel, as the token says it.
const personnel = ['realm_access', 'roles'];

// Tokens are as good as passwords: they travel in TLS alone.
const edge = new MeshGateway(chart, 'edge', { hosts: ['payroll.example.com'], workload: GatewayWorkload.own(), tls: GatewayTls.simple('payroll-tls') });
edge.expose(site);
edge.expose(payslips, { paths: ['/payslips'] });
// Others do not even find it. That is no protection: a route says where requests go, and never who may.
edge.expose(office, { paths: ['/office'], match: [RouteMatch.claim(...personnel).exact('personnel')] });

// Who tries the next version has the group in the token: gateways alone know tokens when they choose the route.
new ServiceRoute(chart, 'payslips-beta', {
  service: payslips,
  match: [RouteMatch.claim('groups').exact('beta').and(RouteMatch.throughGateway(edge))],
  action: RouteAction.toVersion(beta),
});

// People come with tokens of the house, banks with those of the clearing house, in a header of their own. Keys are public: istiod fetches
// them, or they stand here.
const house = { issuer: 'https://id.example.com', audiences: ['payroll'], jwks: Jwks.url('https://id.example.com/keys') };
const clearing = {
  issuer: 'https://clearing.example.com',
  audiences: ['payroll'],
  jwks: Jwks.inline('{"keys":[{"kty":"OKP","crv":"Ed25519","x":"PjPY82qM4aBeD78-8Jp6JKzehf3TLNFctMW7ggHdtUo","kid":"2026"}]}'),
  locations: [TokenLocation.header('x-clearing-token')],
};

// At the gateway: a good token for all but the pages before the login. Services behind it look at the token again, so it is passed on.
new JwtPolicy(chart, 'edge-tokens', {
  scope: PolicyScope.gateway(edge),
  issuers: [
    { ...house, forwardOriginalToken: true, outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }, { claim: 'name', header: 'x-user-name' }] },
    { ...clearing, forwardOriginalToken: true },
  ],
  publicPaths: ['/', '/login', '/static/*'],
});

// At the services: what a token must say.
new JwtPolicy(chart, 'payslips-tokens', {
  scope: PolicyScope.service(payslips),
  issuers: [{ ...house, outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }] }, clearing],
  requires: [
    { claim: ['scope'], values: ['payslips:read', 'payslips:write'] },
    { claim: ['scope'], values: ['payslips:write'], notMethods: ['GET', 'HEAD'] },
    { claim: personnel, values: ['personnel', 'audit-*'], paths: ['/payslips/all', '/payslips/all/*'] },
  ],
});
new JwtPolicy(chart, 'office-tokens', {
  scope: PolicyScope.service(office),
  issuers: [house],
  requires: [{ claim: personnel, values: ['personnel'] }],
});

// The site believes x-user because none but the gateway can call it.
new LeastPrivilege(chart, 'least-privilege');
new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

app.synth();
