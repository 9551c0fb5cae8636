import { App, Chart, Size } from 'cdk8s';
import {
  CanaryRoute, MeshGateway, MeshNamespace, MeshService, MutualTlsMode, MutualTlsPolicy, RouteAction, RouteMatch, ServiceRoute, ServiceVersionProps,
} from 'cdk8s-istio';

const image = (name: string) => `registry.istio.io/release/examples-bookinfo-${name}:1.20.3`;

const app = new App();
const chart = new Chart(app, 'bookinfo', { namespace: 'bookinfo' });
new MeshNamespace(chart, 'namespace');

const ratings = new MeshService(chart, 'ratings', { port: 9080 });
ratings.addVersion('v1', { image: image('ratings-v1') });

// The application listens on 9080 like the others, and its callers use 8080.
const details = new MeshService(chart, 'details', { port: 8080, targetPort: 9080 });
details.addVersion('v1', { image: image('details-v1') });

const reviews = new MeshService(chart, 'reviews', { port: 9080, calls: [ratings] });
const v1 = reviews.addVersion('v1', review('v1'));
const v2 = reviews.addVersion('v2', review('v2'));
const v3 = reviews.addVersion('v3', { ...review('v3'), replicas: 1 });

// The page asks ratings too, for /api/v1/products/0/ratings.
const productpage = new MeshService(chart, 'productpage', { port: 9080, calls: [details, reviews, ratings] });
productpage.addVersion('v1', {
  image: image('productpage-v1'),
  env: { DETAILS_SERVICE_PORT: '8080' },
  writablePaths: ['/tmp'],
  readinessPath: '/health',
});

// A quarter of the requests reach v2, and all of those that jason makes when he has signed in.
new CanaryRoute(chart, 'reviews-canary', {
  stable: v1,
  canary: v2,
  weight: 25,
  match: [RouteMatch.header('end-user').exact('jason')],
});

// v3 is dark: only who holds the cookie sees it, jason included. The page passes cookies on.
new ServiceRoute(chart, 'reviews-dark', {
  service: reviews,
  match: [RouteMatch.cookie('reviews').exact('v3')],
  action: RouteAction.toVersion(v3),
  order: -1,
});

// The paths of the page, and the reviews themselves for partners: the canary weighs the same for both.
const edge = new MeshGateway(chart, 'edge', { hosts: ['bookinfo.example.com'] });
edge.expose(productpage, { paths: ['/productpage', '/static', '/login', '/logout', '/api/v1/products'] });
edge.expose(reviews, { paths: ['/reviews'] });

new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

app.synth();

/** Open Liberty writes its work area, its logs, and at the start a key store into its configuration. */
function review(version: string): ServiceVersionProps {
  return {
    container: {
      image: image(`reviews-${version}`),
      resources: { memory: { request: Size.mebibytes(384) } },
    },
    env: { LOG_DIR: '/tmp/logs' },
    readinessPath: '/health',
    writablePaths: ['/tmp', '/opt/ol/wlp/output', '/opt/ol/wlp/usr/servers/defaultServer/configDropins/defaults'],
  };
}
