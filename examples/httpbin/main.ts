import { App, Chart } from 'cdk8s';
import { CertificateIssuer, GatewayTls, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'httpbin', { namespace: 'httpbin' });
new MeshNamespace(chart, 'namespace');

const httpbin = new MeshService(chart, 'httpbin', { port: 8000, targetPort: 8080 });
httpbin.addVersion('v1', { image: 'docker.io/mccutchen/go-httpbin:v2.15.0' });

// Port 80 of Istio's own ingress gateway.
const gateway = new MeshGateway(chart, 'httpbin-gateway', { hosts: ['httpbin.example.com'] });
gateway.expose(httpbin, { paths: ['/status', '/delay'] });

// A second host over TLS: cert-manager keeps the certificate, and port 80 redirects.
gateway.addHosts(['secure.httpbin.example.com'], { tls: GatewayTls.certManager(CertificateIssuer.clusterIssuer('letsencrypt')) });
gateway.expose(httpbin, { hosts: ['secure.httpbin.example.com'] });

new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

app.synth();
