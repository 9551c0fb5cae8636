import { runExample, withoutWeights } from './run-example';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('bookinfo');

const splits = (name: string) => find(objects, 'VirtualService', name).spec.http.map((route: any) => [
  route.name,
  route.route.map(({ destination, weight }: any) => [destination.host.split('.')[0], destination.subset, weight]),
]);

const CANARY = [
  ['reviews-dark', [['reviews', 'v3', undefined]]],
  ['reviews-canary-match', [['reviews', 'v2', 100], ['reviews', 'v1', 0]]],
  ['reviews-canary', [['reviews', 'v2', 25], ['reviews', 'v1', 75]]],
];

describe('the Bookinfo example', () => {
  test('runs four services and three versions of reviews', () => {
    expect(ofKind(objects, 'Deployment').map(({ metadata, spec }) => [metadata.name, spec.replicas])).toEqual([
      ['ratings-v1', 2], ['details-v1', 2], ['reviews-v1', 2], ['reviews-v2', 2], ['reviews-v3', 1], ['productpage-v1', 2],
    ]);
  });

  test('splits the reviews alike in the mesh and at the edge', () => {
    expect(splits('reviews')).toEqual(CANARY);
    expect(splits('edge-bookinfo.example.com').filter(([name]: [string]) => name.startsWith('reviews'))).toEqual(CANARY);
  });

  test('lets in the paths of Istio\'s own sample', () => {
    const page = find(objects, 'VirtualService', 'edge-bookinfo.example.com').spec.http
      .find(({ route }: any) => route[0].destination.host === 'productpage.bookinfo.svc.cluster.local');
    const paths = page.match.map(({ uri }: any) => uri.exact ?? uri.prefix);
    expect(paths).toEqual(expect.arrayContaining(['/productpage', '/static/', '/login', '/logout', '/api/v1/products', '/api/v1/products/']));
  });

  test('tells the page the port of details, which is not the application\'s', () => {
    expect(find(objects, 'Service', 'details').spec.ports).toEqual([{ name: 'http', port: 8080, targetPort: 9080 }]);
    const [page] = find(objects, 'Deployment', 'productpage-v1').spec.template.spec.containers;
    expect(page.env).toEqual([{ name: 'DETAILS_SERVICE_PORT', value: '8080' }]);
  });

  test('lets each proxy call what its application calls', () => {
    const calls = ofKind(objects, 'Sidecar').map(({ metadata, spec }) => [metadata.name, spec.egress[0].hosts.map((host: string) => host.split(/[/.]/)[1])]);
    expect(Object.fromEntries(calls)).toEqual({
      ratings: ['*'],
      details: ['*'],
      reviews: ['ratings', '*'],
      productpage: ['details', 'reviews', 'ratings', '*'],
    });
  });

  test('takes mutual TLS alone', () => {
    expect(ofKind(objects, 'PeerAuthentication').map(({ spec }) => spec)).toEqual([{ mtls: { mode: 'STRICT' } }]);
  });

  test('changes nothing but weights with the weight of the canary', () => {
    const later = runExample('bookinfo', { from: 'weight: 25', to: 'weight: 100' });
    expect(later.objects).not.toEqual(objects);
    expect(withoutWeights(later.objects)).toEqual(withoutWeights(objects));
  });

  test('comes out as reviewed', () => {
    expect(texts.get('bookinfo.k8s.yaml')).toMatchSnapshot();
  });
});
