import { App, Chart, Duration } from 'cdk8s';
import { EgressGateway, ExternalService, MeshNamespace, MeshService, RoutePolicy, TlsOrigination } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'billing', { namespace: 'billing' });
new MeshNamespace(chart, 'namespace');

// The application speaks HTTP, the proxy TLS: it verifies the server, and retries can be said here.
const rates = new ExternalService(chart, 'rates', { host: 'rates.example.com', port: 80, tls: TlsOrigination.simple() });
new RoutePolicy(chart, 'rates-patience', { service: rates, timeout: Duration.seconds(2), retries: { attempts: 1 } });

// The bank lets in one address: that of the egress gateway. TLS is the application's own.
const bank = new ExternalService(chart, 'bank', { host: 'api.bank.example.com' });
const egress = new EgressGateway(chart, 'egress');
egress.route(bank);

// Who may call what is said once: the proxies, the gateway's policy and the visibility of the hosts follow from it.
const invoices = new MeshService(chart, 'invoices', { port: 8080, calls: [rates, bank] });
invoices.addVersion('v1', { image: 'registry.example.com/invoices:2.0.0', readinessPath: '/ready' });
const reports = new MeshService(chart, 'reports', { port: 8080, calls: [rates] });
reports.addVersion('v1', { image: 'registry.example.com/reports:2.0.0', readinessPath: '/ready' });

app.synth();
