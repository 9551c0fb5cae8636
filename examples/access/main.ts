import { App, Chart } from 'cdk8s';
import {
  AccessAction, AccessPolicy, AccessSource, ClientAddress, GatewayWorkload, LeastPrivilege, MeshGateway, MeshNamespace, MeshService, MutualTlsMode,
  MutualTlsPolicy, OutsideCaller, PolicyScope, PortProtocol,
} from 'cdk8s-istio';

const image = (name: string) => `registry.istio.io/release/examples-bookinfo-${name}:1.20.3`;

const app = new App();
const chart = new Chart(app, 'bookstore', { namespace: 'bookstore' });
new MeshNamespace(chart, 'namespace');

// Bookinfo, with the database of its ratings. Who calls whom is said here, and nowhere else.
const database = new MeshService(chart, 'mongodb', { port: 27017, protocol: PortProtocol.MONGO });
const ratings = new MeshService(chart, 'ratings', { port: 9080, calls: [database] });
const details = new MeshService(chart, 'details', { port: 9080 });
const reviews = new MeshService(chart, 'reviews', { port: 9080 });
const productpage = new MeshService(chart, 'productpage', { port: 9080, calls: [details, reviews] });
// Ratings can be written too, but not by those two.
const reading = { methods: ['GET'], paths: ['/ratings/*'] };
reviews.callsOnly(ratings, reading);
productpage.callsOnly(ratings, reading);
// The load balancer passes connections on as they are: clients are known by their addresses.
const workload = GatewayWorkload.own({ clientAddress: ClientAddress.connection() });
const edge = new MeshGateway(chart, 'edge', { hosts: ['bookstore.example.com'], workload });
edge.expose(productpage, { paths: ['/productpage', '/static', '/login', '/logout', '/api/v1/products'] });
edge.expose(reviews, { paths: ['/reviews'] });

database.addVersion('v1', {
  // The user of its image, which would otherwise begin as root.
  container: { image: image('mongodb'), securityContext: { user: 999, group: 999 } },
  writablePaths: ['/data/db', '/data/configdb', '/tmp'],
  replicas: 1,
});
ratings.addVersion('v2', { image: image('ratings-v2'), env: { MONGO_DB_URL: 'mongodb://mongodb:27017/test' } });
details.addVersion('v1', { image: image('details-v1') });
reviews.addVersion('v1', {
  image: image('reviews-v1'),
  env: { LOG_DIR: '/tmp/logs' },
  readinessPath: '/health',
  writablePaths: ['/tmp', '/opt/ol/wlp/output', '/opt/ol/wlp/usr/servers/defaultServer/configDropins/defaults'],
});
productpage.addVersion('v1', { image: image('productpage-v1'), writablePaths: ['/tmp'], readinessPath: '/health' });

// From the calls: policies of the mesh, and NetworkPolicies behind them for what gets round a proxy. Identities mean something only with mutual TLS.
new LeastPrivilege(chart, 'least-privilege', { services: [database, ratings, reviews, productpage] });
new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

// Details are the exception: the warehouse reads them, whose pods have no proxies and so no identities, but a pool of addresses. Their port
// takes plain text, and who is let in is said by hand: the page, the reports of another team, and the addresses of that pool.
new OutsideCaller(chart, 'warehouse', { namespace: 'warehouse', podLabels: { app: 'stock-sync' }, calls: [details] });
new MutualTlsPolicy(chart, 'details-mtls', { mode: MutualTlsMode.PERMISSIVE, scope: PolicyScope.service(details) });
new AccessPolicy(chart, 'details-readers', {
  action: AccessAction.allow(),
  scope: PolicyScope.service(details),
  rules: [{
    from: [AccessSource.service(productpage), AccessSource.namespaces('reports'), AccessSource.ipBlocks('10.20.0.0/16')],
    to: [{ methods: ['GET'], paths: ['/details/*'] }],
  }],
});

// Whatever is allowed one day, by whomever: the database is for ratings alone.
new AccessPolicy(chart, 'database-callers', {
  action: AccessAction.deny(),
  scope: PolicyScope.service(database),
  rules: [{ from: [AccessSource.service(ratings).not()] }],
});

// At the edge reviews are for a partner, who is known by his addresses.
new AccessPolicy(chart, 'partners', {
  action: AccessAction.deny(),
  scope: PolicyScope.gateway(edge),
  rules: [{ from: [AccessSource.remoteIpBlocks('203.0.113.0/24').not()], to: [{ paths: ['/reviews', '/reviews/*'] }] }],
});

// A rehearsal: nothing is refused yet, and the proxies count what would be.
new AccessPolicy(chart, 'reviews-read-only', {
  action: AccessAction.deny(),
  scope: PolicyScope.service(reviews),
  rules: [{ to: [{ notMethods: ['GET', 'HEAD'] }] }],
  dryRun: true,
});

app.synth();
