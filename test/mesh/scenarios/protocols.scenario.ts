import assert from 'node:assert/strict';
import { before } from 'node:test';
import { ApiObject, type Chart } from 'cdk8s';
import { CanaryRoute, GatewayWorkload, MeshGateway, MeshService, PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceRoute, type ServicePort } from '../../../lib/src/index.js';
import { assertNoneFailed } from '../lab/assertions.js';
import { counting } from '../lab/envoy.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';

const { HTTP2, GRPC, TCP, TLS, MONGO, MYSQL, REDIS } = PortProtocol;

scenario('protocols', 'what a port speaks decides how it is routed', scene => {
  const stateful = (chart: Chart) => new ApiObject(chart, 'store-set', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'store', labels: { app: 'store' } },
    spec: {
      serviceName: 'store',
      replicas: 2,
      selector: { matchLabels: { app: 'store' } },
      template: {
        metadata: { labels: { app: 'store' } },
        spec: { containers: [{ name: 'store', image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }, { name: 'tcp', containerPort: 9000 }] }] },
      },
    },
  });
  before(() => scene.apply(chart => {
    const calls: MeshService[] = [];
    const service = (name: string, ports: ServicePort[], props = {}) => {
      const one = new MeshService(chart, name, { ports, ...props });
      const [v1, v2] = ['v1', 'v2'].map(version => one.addVersion(version, { image: IMAGE, replicas: 1 }));
      calls.push(one);
      return { one, v1, v2 };
    };
    service('web', [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081, protocol: HTTP2 }]);
    service('upgraded', [{ port: 80, targetPort: 8080 }], { upgradeToHttp2: true });
    const rpc = service('rpc', [{ port: 7070, protocol: GRPC }]);
    const path = (value: string) => [RouteMatch.path().exact(value)];
    new RoutePolicy(chart, 'again', { service: rpc.one, match: path('/shop.Cart/Get'), retries: { attempts: 3, retryOn: ['unavailable'], everyMethod: true } });
    new RoutePolicy(chart, 'once', { service: rpc.one, match: path('/shop.Cart/Put'), retries: { attempts: 0 } });
    const secure = service('secure', [{ port: 80, targetPort: 8080 }, { port: 443, targetPort: 8443, protocol: TLS }]);
    new CanaryRoute(chart, 'secure-canary', { stable: secure.v1, canary: secure.v2, weight: 100 });
    const data = service('data', [{ port: 3306, protocol: MYSQL }, { port: 6379, protocol: REDIS }, { port: 27017, protocol: MONGO }]);
    new ServiceRoute(chart, 'data-split', { service: data.one, action: RouteAction.split({ version: data.v1, weight: 75 }, { version: data.v2, weight: 25 }) });
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    edge.exposeTcp(data.one, { servicePort: 3306 });
    edge.exposeTcp(data.one, { servicePort: 6379, port: 16379 });
    const store = new MeshService(chart, 'store', { ports: [{ port: 8080 }, { port: 9000, protocol: TCP }], headless: true });
    store.adopt('v1', { workload: stateful(chart) });
    calls.push(store);
    new MeshService(chart, 'client', { port: 80, targetPort: 8080, calls }).addVersion('v1', {
      image: IMAGE, replicas: 1, podAnnotations: counting('.*(web|upgraded).*upstream_cx.*'),
    });
  }));
  const client = () => scene.pod('client');

  test('HTTP stays what the port says, whatever the client speaks; an upgrade is between the proxies', async () => {
    const proto = async (url: string, ...options: string[]) => (await scene.request(client(), url, ...options)).body.proto;
    const connections = (service: string) => scene.envoy(client()).count(`${service}.*upstream_cx_http2_total`);
    for (const options of [[], ['--http2-prior-knowledge']]) {
      assert.equal(await proto('http://web.protocols/', ...options), 'HTTP/1.1');
      assert.equal(await proto('http://web.protocols:81/', ...options), 'HTTP/2.0');
      assert.equal(await proto('http://upgraded.protocols/', ...options), 'HTTP/1.1');
    }
    assert.ok(await connections('upgraded.protocols') > 0);
    assert.equal(await connections('80.*web.protocols'), 0);
    scene.record('clients of HTTP/1.1 and HTTP/2', { seen: 'the application gets what its port says; with an upgrade the proxies speak HTTP/2 to each other' });
  });

  test('gRPC calls are repeated by their status', async () => {
    const call = (method: string) => scene.load(client(), 'http://rpc.protocols:7070', { count: 200, concurrency: 1, grpc: method, headers: { fail: '14 1/2' } });
    const seen = await call('/shop.Cart/Get');
    scene.record('gRPC, every other call UNAVAILABLE, with retries', seen);
    assertNoneFailed(seen, 200);
    const bare = await call('/shop.Cart/Put');
    scene.recordCounterExample('the same without', bare);
    assert.equal(bare.failed, 100);
  });

  const connections: [what: string, url: string, atGateway?: boolean][] = [
    ['MySQL, whose server speaks first', 'greeting://data.protocols:3306'], ['Redis', 'tcp://data.protocols:6379'], ['MongoDB', 'tcp://data.protocols:27017'],
    ['MySQL, through the gateway', 'greeting://edge.protocols:3306', true], ['Redis, through another port of the gateway', 'tcp://edge.protocols:16379', true],
  ];
  for (const [what, url, atGateway] of connections) {
    test(`connections of ${what}, are shared out by weight`, async () => {
      const count = 400;
      const seen = await scene.dial(atGateway ? scene.outside : client(), url, count);
      const percent = 100 * seen.filter(({ version }) => version === 'v2').length / count;
      scene.record(`connections of ${what}, 25 % to one version`, { requests: count, failed: seen.filter(({ lines }) => lines !== 1).length, seen: `${percent.toFixed(1)} %` });
      assert.ok(seen.every(({ lines }) => lines === 1), JSON.stringify(seen.find(({ lines }) => lines !== 1)));
      // The standard deviation of 400 draws is 2.2 points: four of them.
      assert.ok(Math.abs(percent - 25) <= 8.7, `${percent} %`);
    });
  }

  test('TLS that the application ends is routed by any name of the service', async () => {
    for (const name of ['secure', 'secure.protocols', 'secure.protocols.svc', 'secure.protocols.svc.cluster.local']) {
      const { body } = await scene.request(client(), `https://${name}/`, '-k', '--connect-to', `${name}:443:secure.protocols:443`);
      assert.deepEqual([body.version, body.sni], ['v2', name]);
      assert.equal((await scene.request(client(), `http://${name}/`, '--connect-to', `${name}:80:secure.protocols:80`)).body.version, 'v2');
    }
    scene.record('TLS by server name', { seen: 'by each of the four names of the service' });
  });

  test('the pods of a headless service answer by their names, each for itself, with HTTP and TCP', async () => {
    for (const pod of ['store-0', 'store-1']) {
      assert.equal((await scene.request(client(), `http://${pod}.store.protocols:8080/`)).body.pod, pod);
      const [seen] = await scene.dial(client(), `tcp://${pod}.store.protocols:9000`);
      assert.equal(seen.lines, 1, seen.end);
    }
    const seen = await scene.load(client(), 'http://store.protocols:8080/', { count: 500 });
    scene.record('a headless service, by its name and by its pods\' names', seen);
    assertNoneFailed(seen, 500);
  });
});
