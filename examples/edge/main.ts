import { App, Chart, Duration } from 'cdk8s';
import {
  AccessAction, AccessPolicy, AccessSource, ClientAddress, ExternalAuthorizer, GatewayTls, GatewayWorkload, LeastPrivilege, MeshGateway,
  MeshNamespace, MeshService, MeshSettings, PolicyScope, PortProtocol, TlsCipherSuite, TlsVersion,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'bank', { namespace: 'bank' });
new MeshNamespace(chart, 'namespace');
new LeastPrivilege(chart, 'least-privilege');

const accounts = new MeshService(chart, 'accounts', { port: 8080 });
accounts.addVersion('v1', { image: 'registry.example.com/accounts:3.2.0', readinessPath: '/ready' });
const web = new MeshService(chart, 'web', { port: 8080, calls: [accounts] });
web.addVersion('v1', { image: 'registry.example.com/web:5.1.0', readinessPath: '/ready' });
const payments = new MeshService(chart, 'payments', { port: 8080, calls: [accounts] });
payments.addVersion('v1', { image: 'registry.example.com/payments:1.9.4', readinessPath: '/ready' });

// A load balancer in front of the gateway ends no TLS: it says in the PROXY protocol who the client is.
const edge = new MeshGateway(chart, 'edge', {
  hosts: ['bank.example.com'],
  tls: GatewayTls.simple('bank-cert', { minimumVersion: TlsVersion.V1_3 }),
  securityHeaders: {
    strictTransportSecurity: { maxAge: Duration.days(365), includeSubDomains: true },
    contentSecurityPolicy: "default-src 'self'",
    permissionsPolicy: 'camera=(), geolocation=()',
    remove: ['x-powered-by'],
  },
  workload: GatewayWorkload.own({ clientAddress: ClientAddress.proxyProtocol() }),
});
edge.expose(web, { cors: { allowOrigins: ['https://help.example.com'], allowMethods: ['GET'] } });

// Partners show a certificate, and only these partners. Some of them know no TLS 1.3 yet.
edge.addHosts(['partners.bank.example.com'], {
  tls: GatewayTls.mutual('partners-cert', {
    cipherSuites: [TlsCipherSuite.ECDHE_ECDSA_AES256_GCM_SHA384, TlsCipherSuite.ECDHE_RSA_AES256_GCM_SHA384],
    subjectAltNames: ['acme.partners.example.com', 'globex.partners.example.com'],
  }),
});
edge.expose(payments, { hosts: ['partners.bank.example.com'], paths: ['/payments'] });

// The back office is for the offices alone, whatever else a client shows.
new AccessPolicy(chart, 'back-office', {
  scope: PolicyScope.gateway(edge),
  action: AccessAction.deny(),
  rules: [{ from: [AccessSource.remoteIpBlocks('203.0.113.0/24', '198.51.100.7').not()], to: [{ paths: ['/office', '/office/*'] }] }],
});

// A session is judged by a service that knows them. Without its answer nobody gets in.
const sessions = new MeshService(chart, 'sessions', { port: 9000, protocol: PortProtocol.GRPC });
sessions.addVersion('v1', { image: 'registry.example.com/sessions:2.0.3' });
const authorizer = ExternalAuthorizer.grpc('sessions', { service: sessions, timeout: Duration.millis(500) });
MeshSettings.of(chart).addExtensionProviders(authorizer);
new AccessPolicy(chart, 'signed-in', {
  scope: PolicyScope.gateway(edge),
  action: AccessAction.custom(authorizer),
  rules: [{ to: [{ hosts: ['bank.example.com', 'bank.example.com:*'], notPaths: ['/', '/login', '/login/*', '/public/*'] }] }],
});

app.synth();
