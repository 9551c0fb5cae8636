import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Chart } from 'cdk8s';
import { GatewayTls, GatewayWorkload, MeshGateway, MeshNamespace, MeshService, PortProtocol } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { Authority } from '../lab/certificates.js';
import { restarted } from '../lab/manifests.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import type { LoadReport } from '../lab/traffic.js';
import { until } from '../lab/wait.js';

scenario('gateway', 'requests from outside, over HTTP and TLS, to services of two namespaces', scene => {
  const edge = 'edge.gateway';
  let authority: Authority;
  let stranger: Authority;

  const app = (replicas: number, ...more: string[]) => (chart: Chart) => {
    const deploy = (service: MeshService) => { service.addVersion('v1', { image: IMAGE, replicas: 1 }); return service; };
    const billing = new Chart(chart, 'billing', { namespace: 'gateway-billing' });
    new MeshNamespace(billing, 'namespace');
    const payments = deploy(new MeshService(billing, 'payments', { port: 80, targetPort: 8080 }));
    const web = deploy(new MeshService(chart, 'web', { port: 80, targetPort: 8080 }));
    const cart = deploy(new MeshService(chart, 'cart', { port: 80, targetPort: 8080 }));
    const vault = deploy(new MeshService(chart, 'vault', { port: 443, targetPort: 8443, protocol: PortProtocol.TLS }));
    // Of the same name as the other: their pods must not serve each other's hosts.
    const namesake = new MeshGateway(billing, 'edge', { hosts: ['billing.example.com'], workload: GatewayWorkload.own({ replicas: 1 }) });
    namesake.expose(payments);
    const gateway = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own({ replicas }) });
    gateway.addHosts(['pay.example.com'], { tls: GatewayTls.simple('pay-cert') });
    gateway.addHosts(['partners.example.com'], { tls: GatewayTls.mutual('partners-cert') });
    gateway.addHosts(['vault.example.com'], { tls: GatewayTls.passthrough() });
    gateway.expose(web, { hosts: ['shop.example.com', 'partners.example.com'] });
    gateway.expose(cart, { hosts: ['shop.example.com'], paths: ['/cart'], stripPrefix: true });
    gateway.expose(payments, { hosts: ['pay.example.com'] });
    gateway.expose(vault, { hosts: ['vault.example.com'] });
    if (more.length > 0) {
      gateway.addHosts(more, { tls: GatewayTls.simple('pay-cert') });
      gateway.expose(cart, { hosts: more });
    }
  };
  const secrets = async () => [await authority.secret('pay-cert', 'gateway', 'pay.example.com'), await authority.secret('partners-cert', 'gateway', 'partners.example.com')];
  const http = (host: string, path: string) => scene.request(scene.outside, `http://${edge}${path}`, '-H', `host: ${host}`);
  const https = (host: string, path: string, ...options: string[]) => scene.request(scene.outside, `https://${host}${path}`, '--connect-to', `${host}:443:${edge}:443`, ...options);
  const trusted = () => ['--cacert', authority.certificate];

  before(async () => {
    authority = await Authority.create('gateway');
    stranger = await Authority.create('stranger');
    const objects = scene.synth(app(1));
    const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';
    await scene.apply([...objects.filter(isNamespace), ...await secrets(), ...objects.filter(object => !isNamespace(object))]);
    await until('the gateway has its certificates', async () => (await https('pay.example.com', '/', '-k')).status === 200, 10);
  });

  test('hosts and paths lead to their services', async () => {
    for (const [host, path, service, seen] of [
      ['shop.example.com', '/', 'web', '/'], ['shop.example.com', '/cartoon', 'web', '/cartoon'],
      ['shop.example.com', '/cart', 'cart', '/'], ['shop.example.com', '/cart/', 'cart', '/'], ['shop.example.com', '/cart/items', 'cart', '/items'],
    ]) {
      const { status, body } = await http(host, path);
      assert.deepEqual([status, body.service, body.path], [200, service, seen], `${host}${path}`);
    }
    scene.record('hosts and paths', { seen: 'each to its service, prefixes taken away' });
  });

  test('a host that nobody serves gets 404, and over TLS no connection', async () => {
    assert.equal((await http('unknown.example.com', '/')).status, 404);
    assert.equal((await https('unknown.example.com', '/', '-k')).status, 0);
    assert.equal((await http('vault.example.com', '/')).status, 404, 'a host whose TLS passes through has no HTTP');
    assert.equal((await http('billing.example.com', '/')).status, 404, 'a host of a gateway of the same name in another namespace');
    assert.equal((await scene.request(scene.outside, 'http://edge.gateway-billing/', '-H', 'host: billing.example.com')).status, 200);
    scene.record('an unknown host', { seen: '404, no TLS connection' });
  });

  test('HTTP is redirected to HTTPS, whose certificate a client can verify', async () => {
    const redirect = await http('pay.example.com', '/invoices?id=1');
    assert.deepEqual([redirect.status, redirect.headers.location], [301, 'https://pay.example.com/invoices?id=1']);
    const { status, body } = await https('pay.example.com', '/invoices', ...trusted());
    assert.deepEqual([status, body.service, body.headers['X-Forwarded-Proto']], [200, 'payments', ['https']]);
    assert.equal((await https('pay.example.com', '/', '--cacert', stranger.certificate)).status, 0, 'an authority that did not issue the certificate');
    for (const version of ['--http1.1', '--http2']) {
      assert.equal((await https('pay.example.com', '/', ...trusted(), version)).status, 200, version);
    }
    scene.record('HTTPS', { seen: 'redirected from HTTP; certificate verified by its authority; HTTP/1.1 and HTTP/2' });
  });

  test('mutual TLS lets in who shows a certificate of the authority, and nobody else', async () => {
    const identity = async (issuer: Authority) => {
      const { certificate, key } = await issuer.issue('partner');
      return ['--cert', certificate, '--key', key];
    };
    const { status, body } = await https('partners.example.com', '/', ...trusted(), ...await identity(authority));
    assert.deepEqual([status, body.service], [200, 'web']);
    assert.equal((await https('partners.example.com', '/', ...trusted())).status, 0, 'no certificate');
    assert.equal((await https('partners.example.com', '/', ...trusted(), ...await identity(stranger))).status, 0, 'another authority\'s certificate');
    scene.record('mutual TLS at the gateway', { seen: 'in with a certificate of the authority; refused without one and with another authority\'s' });
  });

  test('TLS passes through to the service that its server name asks for', async () => {
    const { status, body } = await https('vault.example.com', '/', '-k');
    assert.deepEqual([status, body.service, body.sni], [200, 'vault', 'vault.example.com']);
    assert.equal((await https('vault.example.com', '/', ...trusted())).status, 0, 'the certificate is the service\'s own, not the gateway\'s');
    scene.record('TLS passed through', { seen: 'ended by the service, which the server name chose' });
  });

  test('a load over HTTP and HTTPS fails no request', async () => {
    for (const [scheme, host, port] of [['http', 'shop.example.com', 80], ['https', 'pay.example.com', 443]] as const) {
      const seen = await scene.load(scene.outside, `${scheme}://${host}/`, { count: 3_000, connect: `${edge}:${port}`, cacert: authority.certificate });
      scene.record(`load over ${scheme.toUpperCase()}`, seen);
      assertNoneFailed(seen, 3_000);
      assertOnly(seen, 'v1');
    }
  });

  test('a host more, over TLS, cuts no connection of the others', async () => {
    const load = scene.startLoad(scene.outside, 'https://pay.example.com/', { rate: 500, atLeast: 1_000, method: 'POST', connect: `${edge}:443`, cacert: authority.certificate });
    await scene.apply(app(1, 'gifts.example.com'));
    assert.equal((await https('gifts.example.com', '/', '-k')).body.service, 'cart');
    await scene.apply(app(1));
    await until('the host is gone', async () => (await https('gifts.example.com', '/', '-k')).status === 0, 10);
    const seen = await load.stop();
    scene.record('a host added and removed under load of another', seen);
    assertNoneFailed(seen, 1_000);
  });

  test('a renewed certificate is shown without a restart', async () => {
    const renewed = await Authority.create('renewed');
    const trust = ['--cacert', renewed.certificate];
    await scene.submit([await renewed.secret('pay-cert', 'gateway', 'pay.example.com')]);
    await until('the gateway shows the new certificate', async () => (await https('pay.example.com', '/', ...trust)).status === 200, 10);
    assert.equal((await https('pay.example.com', '/', ...trusted())).status, 0, 'the old one is gone');
    await scene.submit([await authority.secret('pay-cert', 'gateway', 'pay.example.com')]);
    await until('the gateway shows the first certificate', async () => (await https('pay.example.com', '/', ...trusted())).status === 200, 10);
    scene.record('a renewed certificate', { seen: 'shown to new connections, no restart' });
  });

  test('the gateway\'s pods are replaced and scaled under load, and no request fails', async () => {
    const old = scene.pod('edge');
    // A GET that loses its connection is tried again by the client, as browsers do; a POST is not.
    const plain = { rate: 200, atLeast: 2_000, connect: `${edge}:80` };
    const encrypted = { ...plain, connect: `${edge}:443`, cacert: authority.certificate };
    const loads = [
      ['GET', scene.startLoad(scene.outside, 'http://shop.example.com/', { ...plain, method: 'GET' })],
      ['POST', scene.startLoad(scene.outside, 'http://shop.example.com/', plain)],
      ['POST over HTTPS', scene.startLoad(scene.outside, 'https://pay.example.com/', encrypted)],
      ['POST over HTTP/2', scene.startLoad(scene.outside, 'https://pay.example.com/', { ...encrypted, http2: true })],
    ] as const;
    // Under way for longer than the gateway drains at least: it ends only behind them.
    const slow = scene.startLoad(scene.outside, 'http://shop.example.com/?delay=12000', { connect: `${edge}:80`, count: 12, concurrency: 6 });
    await scene.apply(restarted(scene.synth(app(2)), 'edge'));
    assert.equal(scene.mesh.pods({ app: 'edge' }, 'gateway').length, 2);
    await until('the old pod has ended', () => !scene.mesh.kubelet.all.includes(old));
    const seen = await Promise.all(loads.map(async ([what, load]): Promise<{ what: string; report: LoadReport; atLeast: number }> => ({ what, report: await load.stop(), atLeast: 2_000 })));
    seen.push({ what: 'POST that take 12 s', report: await slow.report(), atLeast: 12 });
    seen.forEach(({ what, report }) => scene.record(`a rollout of the gateway, 1 to 2 pods, connections kept alive: ${what}`, report));
    seen.forEach(({ report, atLeast }) => assertNoneFailed(report, atLeast));
  });
});
