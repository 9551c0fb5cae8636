import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { LoadBalancing, MeshService, PortProtocol } from '../../src';
import { find, ofKind, synth } from '../support/synth';

const kinds = (chart: Chart) => synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('a service', () => {
  test('is a Service that selects its pods by `app` and leads to the port on which they listen', () => {
    const chart = newChart();
    withVersion(chart, 'reviews', { port: 80, targetPort: 9080 });
    expect(find(synth(chart), 'Service', 'reviews')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'reviews', namespace: 'shop', labels: { app: 'reviews' } },
      spec: { selector: { app: 'reviews' }, ports: [{ name: 'http', port: 80, targetPort: 9080 }] },
    });
  });

  test('has a ServiceAccount of its own that its pods run as, and that gets no token of the API', () => {
    const chart = newChart();
    const service = withVersion(chart, 'reviews', { serviceAccountName: 'bookinfo.reviews' });
    const objects = synth(chart);
    expect(find(objects, 'ServiceAccount', 'bookinfo.reviews')).toMatchObject({ metadata: { namespace: 'shop' }, automountServiceAccountToken: false });
    expect(find(objects, 'Deployment', 'reviews-v1').spec.template.spec.serviceAccountName).toBe('bookinfo.reviews');
    expect(service.principal).toBe('cluster.local/ns/shop/sa/bookinfo.reviews');
  });

  test('has a DestinationRule of its full host, whose subsets are its versions by labels that their pods carry', () => {
    const chart = newChart();
    const service = withVersion(chart, 'reviews');
    service.addVersion('v2', { image: IMAGE });
    const objects = synth(chart);
    const { spec } = find(objects, 'DestinationRule', 'reviews');
    expect(spec.host).toBe('reviews.shop.svc.cluster.local');
    expect(spec.subsets.map((subset: any) => subset.name)).toEqual(['v1', 'v2']);
    for (const { name, labels } of spec.subsets) {
      expect(find(objects, 'Deployment', `reviews-${name}`).spec.template.metadata.labels).toEqual({ app: 'reviews', ...labels });
    }
    expect(spec.trafficPolicy).toBeUndefined();
  });

  test.each([
    ['LEAST_REQUEST', LoadBalancing.leastRequest()], ['ROUND_ROBIN', LoadBalancing.roundRobin()], ['RANDOM', LoadBalancing.random()],
  ])('says how its callers choose among its pods: %s', (simple, loadBalancing) => {
    const chart = newChart();
    withVersion(chart, 'reviews', { loadBalancing });
    expect(find(synth(chart), 'DestinationRule', 'reviews').spec.trafficPolicy).toEqual({ loadBalancer: { simple } });
  });

  test('has no VirtualService while it has one version and nothing routes to it', () => {
    const chart = newChart();
    const service = withVersion(chart, 'reviews');
    expect(service.virtualService).toBeUndefined();
    expect(ofKind(synth(chart), 'VirtualService')).toEqual([]);
  });

  test('writes objects under the names that it is given', () => {
    const chart = newChart();
    const service = withVersion(chart, 'My reviews', { name: 'reviews', destinationRuleName: 'reviews.rule', virtualServiceName: 'reviews-route' });
    service.addVersion('v2', { image: IMAGE });
    expect(new Set(kinds(chart))).toEqual(new Set([
      'ServiceAccount reviews', 'Service reviews', 'Sidecar reviews', 'DestinationRule reviews.rule', 'VirtualService reviews-route',
      'Deployment reviews-v1', 'PodDisruptionBudget reviews-v1', 'Deployment reviews-v2', 'PodDisruptionBudget reviews-v2',
    ]));
    expect(service.virtualService?.name).toBe('reviews-route');
    expect(service.destinationRule.name).toBe('reviews.rule');
  });

  test('may have the name of its chart and namespace', () => {
    const chart = newChart('shop', 'shop');
    expect(withVersion(chart, 'shop').host).toBe('shop.shop.svc.cluster.local');
    expect(find(synth(chart), 'Service', 'shop').metadata.name).toBe('shop');
  });

  test('may stand anywhere in the tree: the objects are the same', () => {
    const flat = newChart('shop', 'chart');
    withVersion(flat, 'reviews', {}, { writablePaths: ['/tmp'] });
    const other = newChart('shop', 'another.chart');
    withVersion(new Construct(new Construct(other, 'team a'), 'b'), 'some id', { name: 'reviews' }, { writablePaths: ['/tmp'] });
    expect(App.of(other).synthYaml()).toBe(App.of(flat).synthYaml());
  });

  test('tells what it is made of', () => {
    const service = withVersion(newChart(), 'reviews');
    expect(service).toMatchObject({ serviceName: 'reviews', namespace: 'shop', host: 'reviews.shop.svc.cluster.local', serviceAccountName: 'reviews', podLabels: { app: 'reviews' } });
    expect(service.versions.map(version => version.versionName)).toEqual(['v1']);
    expect(service.versions[0].service).toBe(service);
  });

  test('comes out the same by every synth', () => {
    const chart = newChart();
    withVersion(chart, 'reviews', {}, { autoscaling: { maxReplicas: 4 }, writablePaths: ['/tmp'] }).addVersion('v2', { image: IMAGE });
    const app = App.of(chart);
    expect(app.synthYaml()).toBe(app.synthYaml());
  });
});

describe('the name of a version', () => {
  test.each(['1', '1e3', '0x1f', 'v1-2', '2024-01-01', 'on', 'null', '08'])('may be %j: it stays text', name => {
    const chart = newChart();
    new MeshService(chart, 'reviews', { port: 80 }).addVersion(name, { image: IMAGE });
    const objects = synth(chart);
    expect(find(objects, 'DestinationRule', 'reviews').spec.subsets).toEqual([{ name, labels: { version: name } }]);
    expect(find(objects, 'Deployment', `reviews-${name}`).spec.template.metadata.labels.version).toBe(name);
  });

  test('may be any DNS label that leaves room for the service\'s', () => {
    const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/);
    fc.assert(fc.property(label, name => {
      const chart = newChart();
      new MeshService(chart, 'reviews', { port: 80 }).addVersion(name, { image: IMAGE });
      return find(synth(chart), 'Deployment', `reviews-${name}`) !== undefined;
    }), { numRuns: 10 });
  });

  test.each(['V1', 'v1.2', '', '-v1', 'v1-', 'v 1', 'a'.repeat(64)])('fails: %j', name => {
    expectFailure(() => new MeshService(newChart(), 'reviews', { port: 80 }).addVersion(name, { image: IMAGE }), '[chart/reviews] ', name, 'is not a DNS label', 'at most 63 lower case letters');
  });

  test('fails twice', () => {
    const service = withVersion(newChart(), 'reviews');
    expectFailure(() => service.addVersion('v1', { image: IMAGE }), '[chart/reviews] has version \'v1\' already', 'a name of its own');
  });

  test('fails when it and the service\'s are too long together', () => {
    const service = new MeshService(newChart(), 'r'.repeat(60), { port: 80 });
    expectFailure(() => service.addVersion('v1-2', { image: IMAGE }), 'Deployment name', `'${'r'.repeat(60)}-v1-2' is not a DNS label`);
  });
});

describe('bad names', () => {
  test.each(['Reviews', 'reviews.v1', 'my reviews', 'reviews-', ''])('fails: a service named %j', name => {
    expectFailure(() => new MeshService(newChart(), 'id', { name, port: 80 }), `[chart/id] service name '${name}' is not a DNS label`);
  });

  test('fails: a service whose name begins with a digit, which only the newest Kubernetes takes', () => {
    expectFailure(() => new MeshService(newChart(), '1shop', { port: 80 }), '[chart/1shop] service name \'1shop\' begins with a digit', 'begin it with a letter');
  });

  test('fails: a namespace that is none', () => {
    expectFailure(() => new MeshService(newChart('my.shop'), 'reviews', { port: 80 }), '[chart/reviews] namespace \'my.shop\' is not a DNS label');
  });

  test.each(['serviceAccountName', 'destinationRuleName', 'virtualServiceName'])('fails: a bad %s', prop => {
    expectFailure(() => new MeshService(newChart(), 'reviews', { port: 80, [prop]: 'my_name' }), `[chart/reviews] ${prop} 'my_name' is not a DNS subdomain`);
  });

  test('fails: one service account for two services, which the mesh could not tell apart', () => {
    const chart = newChart();
    new MeshService(chart, 'one', { port: 80, serviceAccountName: 'shop' });
    expectFailure(() => new MeshService(chart, 'two', { port: 80, serviceAccountName: 'shop' }), 'the ServiceAccount \'shop/shop\' is owned by \'chart/one/ServiceAccount\' already', 'another name');
  });
});

test('fails without a version, for each service at once', () => {
  const chart = newChart();
  new MeshService(chart, 'one', { port: 80 });
  new MeshService(chart, 'two', { port: 80 });
  expectFailure(() => synth(chart), '[chart/one] has no version, so no pod would answer', '[chart/two] has no version', 'addVersion', 'MeshService.fromServiceAttributes');
});

describe('a headless service', () => {
  const headless = (props: object = {}) => new MeshService(newChart(), 'store', { port: 9000, headless: true, ...props });

  test('has no address of its own', () => {
    const service = headless();
    service.addVersion('v1', { image: IMAGE });
    expect(find(synth(service), 'Service', 'store').spec.clusterIP).toBe('None');
  });

  test('fails with a second version, which no route could reach', () => {
    const service = headless();
    service.addVersion('v1', { image: IMAGE });
    expectFailure(() => service.addVersion('v2', { image: IMAGE }), 'chart/store/v2', 'second version of \'chart/store\', which is headless', 'a service each');
  });
});

describe('an upgrade to HTTP/2', () => {
  test('is said of the service\'s pods', () => {
    const service = new MeshService(newChart(), 'shop', { port: 80, upgradeToHttp2: true });
    service.addVersion('v1', { image: IMAGE });
    expect(find(synth(service), 'DestinationRule', 'shop').spec.trafficPolicy).toEqual({ connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } });
  });

  test('fails where no port speaks HTTP/1.1', () => {
    expectFailure(() => new MeshService(newChart(), 'rpc', { port: 80, protocol: PortProtocol.GRPC, upgradeToHttp2: true }), 'has upgradeToHttp2', 'leave it out');
  });
});
