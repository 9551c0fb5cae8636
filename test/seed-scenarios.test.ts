import { App, Chart } from 'cdk8s';
import { CanaryRoute, LoadBalancing, MeshGateway, MeshService } from '../src';
import { find, Manifest, synth } from './support/synth';

function prod(): Chart {
  return new Chart(new App(), 'prod', { namespace: 'prod' });
}

function reviewsRoute(weight: number): Manifest {
  const chart = prod();
  const reviews = new MeshService(chart, 'reviews', { port: 9080, virtualServiceName: 'reviews-route' });
  const [stable, canary] = ['v1', 'v2'].map(version => reviews.addVersion(version, { image: `reviews:${version}` }));
  new CanaryRoute(chart, 'canary', { stable, canary, weight });
  return find(synth(chart), 'VirtualService', 'reviews-route');
}

describe('the objects of the first scenarios', () => {
  test.each([25, 10])('reviews-route: %i %% of requests for reviews go to v2, the rest to v1', weight => {
    const destination = (subset: string) => ({ host: 'reviews.prod.svc.cluster.local', subset });
    expect(reviewsRoute(weight)).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews-route', namespace: 'prod' },
      spec: {
        hosts: ['reviews.prod.svc.cluster.local'],
        http: [{ name: 'canary', route: [{ destination: destination('v2'), weight }, { destination: destination('v1'), weight: 100 - weight }] }],
      },
    });
  });

  test('httpbin-gateway: plain HTTP for one host at the shared ingress gateway', () => {
    const chart = prod();
    const httpbin = new MeshService(chart, 'httpbin', { port: 8000 });
    httpbin.addVersion('v1', { image: 'httpbin' });
    const gateway = new MeshGateway(chart, 'httpbin-gateway', { hosts: ['httpbin.example.com'] });
    gateway.expose(httpbin, { paths: ['/status', '/delay'] });
    const objects = synth(chart);
    expect(find(objects, 'Gateway', 'httpbin-gateway')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'httpbin-gateway', namespace: 'prod' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['httpbin.example.com'] }],
      },
    });
    expect(find(objects, 'VirtualService', 'httpbin-gateway-httpbin.example.com').spec).toMatchObject({ gateways: ['prod/httpbin-gateway'], hosts: ['httpbin.example.com'] });
  });

  test('bookinfo-ratings: requests for ratings go to the pod with the fewest', () => {
    const chart = prod();
    const ratings = new MeshService(chart, 'ratings', { port: 9080, destinationRuleName: 'bookinfo-ratings', loadBalancing: LoadBalancing.leastRequest() });
    ratings.addVersion('v1', { image: 'ratings' });
    expect(find(synth(chart), 'DestinationRule', 'bookinfo-ratings')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'bookinfo-ratings', namespace: 'prod' },
      spec: {
        host: 'ratings.prod.svc.cluster.local',
        trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
        subsets: [{ name: 'v1', labels: { version: 'v1' } }],
      },
    });
  });
});
