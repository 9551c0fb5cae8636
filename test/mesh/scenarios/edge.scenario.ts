import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Chart, Duration } from 'cdk8s';
import { execa } from 'execa';
import {
  AccessAction, AccessPolicy, AccessSource, ClientAddress, ExternalAuthorizer, GatewayTls, GatewayWorkload, LeastPrivilege, MeshGateway, MeshService, MeshSettings, PolicyScope,
  PortProtocol, TlsCipherSuite, TlsVersion,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { Authority } from '../lab/certificates.js';
import { declareProviders, type Provider } from '../lab/mesh-config.js';
import { createPodNetwork, deletePodNetwork, GATEWAY, into, type PodNetwork } from '../lab/network.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const REQUESTS = 20;
const ALLOWED = '192.0.2.10';
const [MODERN, CIPHERS, PARTNERS, PLAIN] = ['modern', 'ciphers', 'partners', 'plain'].map(name => `${name}.example.com`);

scenario('edge', 'what a gateway asks of clients, and who they are', scene => {
  let authority: Authority;
  let providers: Provider[] = [];
  let partner: string[] = [];
  let [known, other]: PodNetwork[] = [];

  const build = (chart: Chart) => {
    new LeastPrivilege(chart, 'least-privilege');
    const web = new MeshService(chart, 'web', { port: 80, targetPort: 8080 });
    web.addVersion('v1', { image: IMAGE, replicas: 1 });
    const judge = new MeshService(chart, 'judge', { ports: [{ port: 8000 }, { port: 9000, protocol: PortProtocol.GRPC }] });
    judge.addVersion('v1', { image: 'gcr.io/istio-testing/ext-authz:1.28.0', replicas: 1 });
    const strict = ExternalAuthorizer.grpc('judge', { service: judge, port: 9000 });
    const lenient = ExternalAuthorizer.http('lenient-judge', { service: judge, port: 8000, requestHeaders: ['x-ext-authz'], headersToUpstream: ['x-ext-authz-check-result'], failOpen: true });
    const settings = MeshSettings.of(chart);
    settings.addExtensionProviders(strict, lenient);
    providers = settings.controlPlaneValues().meshConfig.extensionProviders;

    const gateway = (name: string, hosts: string[], clientAddress?: ClientAddress) => {
      const made = new MeshGateway(chart, name, { hosts, workload: GatewayWorkload.own({ replicas: 1, serviceType: 'NodePort', clientAddress }) });
      made.expose(web);
      return made;
    };
    const admitOnly = (at: MeshGateway, ...blocks: string[]) => new AccessPolicy(chart, `${at.gatewayName}-addresses`, {
      scope: PolicyScope.gateway(at), action: AccessAction.deny(), rules: [{ from: [AccessSource.remoteIpBlocks(...blocks).not()] }],
    });
    const edge = gateway('edge', [PLAIN]);
    edge.addHosts([MODERN], {
      tls: GatewayTls.simple('modern-cert', { minimumVersion: TlsVersion.V1_3 }),
      securityHeaders: { strictTransportSecurity: { maxAge: Duration.hours(1) }, contentSecurityPolicy: 'default-src \'self\' https://a.example.com/50%25', remove: ['x-lab-secret'] },
    });
    edge.addHosts([CIPHERS], { tls: GatewayTls.simple('ciphers-cert', { cipherSuites: [TlsCipherSuite.ECDHE_ECDSA_AES256_GCM_SHA384] }) });
    edge.addHosts([PARTNERS], { tls: GatewayTls.mutual('partners-cert', { subjectAltNames: ['partner.example.com'] }) });
    edge.expose(web, { hosts: [MODERN, CIPHERS, PARTNERS] });
    edge.delegate({ virtualServiceName: 'theirs', namespace: 'edge', paths: ['/theirs'], hosts: [MODERN] });
    const ask = (at: MeshGateway, authorizer: ExternalAuthorizer) => new AccessPolicy(chart, `${at.gatewayName}-judged`, {
      scope: PolicyScope.gateway(at), action: AccessAction.custom(authorizer), rules: [{ to: [{ paths: ['/judged', '/judged/*'] }] }],
    });
    ask(edge, strict);

    const direct = gateway('direct', [PLAIN], ClientAddress.connection());
    ask(direct, lenient);
    admitOnly(direct, known.ip);
    admitOnly(gateway('behind', [PLAIN], ClientAddress.forwardedFor(1)), `${ALLOWED}/32`);
    admitOnly(gateway('proxied', [PLAIN], ClientAddress.proxyProtocol()), ALLOWED);
    admitOnly(gateway('unaware', [PLAIN]), known.ip);
  };
  /** Of another team, which says nothing of headers. */
  const theirs: Manifest = {
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'theirs', namespace: 'edge' },
    spec: { http: [{ route: [{ destination: { host: 'web.edge.svc.cluster.local' } }] }] },
  };

  const https = (host: string, path: string, ...options: string[]) =>
    scene.request(scene.outside, `https://${host}${path}`, '--connect-to', `${host}:443:edge.edge:443`, '--cacert', authority.certificate, ...options);
  /** By a port of the node, as a load balancer does. */
  const atNode = async (gateway: string) => {
    const { spec } = await scene.mesh.api.read({ apiVersion: 'v1', kind: 'Service', metadata: { name: gateway, namespace: 'edge' } });
    return `http://${GATEWAY}:${spec.ports.find(({ name }: { name: string }) => name === 'http').nodePort}`;
  };
  const showing = async (name: string) => {
    const { certificate, key } = await authority.issue(name);
    return ['--cert', certificate, '--key', key];
  };
  const all = async (status: number, what: string, ask: () => Promise<{ status: number }>) => {
    for (let attempt = 0; attempt < REQUESTS; attempt++) {
      assert.equal((await ask()).status, status, what);
    }
  };

  before(async () => {
    authority = await Authority.create('edge');
    partner = await showing('partner.example.com');
    known = await createPodNetwork();
    other = await createPodNetwork();
    const objects = [...scene.synth(build), theirs];
    const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';
    const secrets = await Promise.all([MODERN, CIPHERS, PARTNERS].map(host => authority.secret(`${host.split('.')[0]}-cert`, 'edge', host)));
    await declareProviders(providers);
    await scene.apply([...objects.filter(isNamespace), ...secrets, ...objects.filter(object => !isNamespace(object))]);
    await until('the gateway has its certificates', async () => (await https(MODERN, '/')).status === 200, 20);
  });
  after(async () => {
    await declareProviders([]);
    await deletePodNetwork(known);
    await deletePodNetwork(other);
  });

  test('a host takes no TLS below its least version, and no other ciphers than its own', async () => {
    await all(200, 'TLS 1.3', () => https(MODERN, '/'));
    await all(0, 'TLS 1.2 where 1.3 is the least', () => https(MODERN, '/', '--tls-max', '1.2'));
    await all(200, 'the cipher that is taken', () => https(CIPHERS, '/', '--tls-max', '1.2', '--ciphers', 'ECDHE-ECDSA-AES256-GCM-SHA384'));
    await all(0, 'another cipher', () => https(CIPHERS, '/', '--tls-max', '1.2', '--ciphers', 'ECDHE-ECDSA-AES128-GCM-SHA256'));
    await all(200, 'another cipher where none is said', () => https(PARTNERS, '/', '--tls-max', '1.2', '--ciphers', 'ECDHE-ECDSA-AES128-GCM-SHA256', ...partner));
    scene.record('least version of TLS, and ciphers', { requests: 5 * REQUESTS, failed: 0, seen: 'TLS 1.2 refused where 1.3 is the least; one cipher taken, another refused' });
  });

  test('a client is taken by the name in its certificate', async () => {
    const someone = await showing('someone.example.com');
    await all(200, 'the partner', () => https(PARTNERS, '/', ...partner));
    await all(0, 'another client of the same authority', () => https(PARTNERS, '/', ...someone));
    scene.record('clients by the names in their certificates', { requests: 2 * REQUESTS, failed: 0, seen: 'the named one in, another of the same authority refused' });
  });

  test('answers carry the security headers, on each route of the host', async () => {
    const expected = {
      'strict-transport-security': 'max-age=3600', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'strict-origin-when-cross-origin',
      'content-security-policy': 'default-src \'self\' https://a.example.com/50%25',
    };
    for (const path of ['/', '/theirs']) {
      const { status, headers } = await https(MODERN, path);
      const seen = Object.fromEntries(Object.keys(expected).map(name => [name, headers[name]]));
      assert.deepEqual([path, status, seen], [path, 200, expected]);
    }
    assert.equal((await https(CIPHERS, '/')).headers['strict-transport-security'], undefined, 'a host that does not ask for it');
    scene.record('security headers', { seen: 'on the host\'s own routes and on those that it delegates' });
  });

  test('an allow list knows clients by their connections where the Service keeps these', async () => {
    const direct = await atNode('direct');
    const from = (client: PodNetwork, ...options: string[]) => scene.request(client, `${direct}/`, '-H', `host: ${PLAIN}`, ...options);
    await all(200, 'the client of the list', () => from(known));
    await all(403, 'another', () => from(other));
    await all(403, 'another that says to be the client of the list', () => from(other, '-H', `x-forwarded-for: ${known.ip}`));
    assert.deepEqual((await from(known)).body.headers['X-Forwarded-For'], [known.ip]);
    // Without it the node puts its own address in the place of all.
    const unaware = await atNode('unaware');
    await all(403, 'the client of the list, where nodes stand for clients', () => scene.request(known, `${unaware}/`, '-H', `host: ${PLAIN}`));
    scene.record('clients by their connections, at a node\'s port', { requests: 4 * REQUESTS, failed: 0, seen: 'the listed one in, another refused also with a forged X-Forwarded-For; without ClientAddress.connection() the listed one is refused too' });
  });

  test('an allow list knows clients by what a trusted proxy adds, and not by what they say', async () => {
    const behind = await atNode('behind');
    const saying = (forwarded?: string) => scene.request(known, `${behind}/`, '-H', `host: ${PLAIN}`, ...(forwarded ? ['-H', `x-forwarded-for: ${forwarded}`] : []));
    await all(200, 'the client of the list', () => saying(ALLOWED));
    await all(403, 'another', () => saying('203.0.113.9'));
    await all(403, 'another that says to be the client of the list', () => saying(`${ALLOWED}, 203.0.113.9`));
    await all(403, 'who comes past the proxy', () => saying());
    assert.deepEqual((await saying(`198.51.100.1, ${ALLOWED}`)).body.headers['X-Envoy-External-Address'], [ALLOWED]);
    scene.record('clients behind one trusted proxy', { requests: 4 * REQUESTS, failed: 0, seen: 'the last address of X-Forwarded-For decides' });
  });

  test('an allow list knows clients by the PROXY protocol', async () => {
    const proxied = new URL(await atNode('proxied'));
    const saying = async (header: string) => {
      const script = `exec 3<>/dev/tcp/${proxied.hostname}/${proxied.port}; printf '${header}GET / HTTP/1.1\\r\\nHost: ${PLAIN}\\r\\nConnection: close\\r\\n\\r\\n' >&3; head -1 <&3`;
      const { stdout } = await execa('nsenter', [into(known), 'timeout', '5', 'bash', '-c', script], { reject: false });
      return { status: Number(/^HTTP\/1.1 (\d+)/.exec(stdout)?.[1] ?? 0) };
    };
    await all(200, 'the client of the list', () => saying(`PROXY TCP4 ${ALLOWED} 10.0.0.1 50000 80\\r\\n`));
    await all(403, 'another', () => saying('PROXY TCP4 203.0.113.9 10.0.0.1 50000 80\\r\\n'));
    await all(0, 'who says nothing', () => saying(''));
    scene.record('clients by the PROXY protocol', { requests: 3 * REQUESTS, failed: 0, seen: 'the listed one in, another refused, connections without it closed' });
  });

  test('an external authorizer decides at the gateway, over gRPC and HTTP, among services that admit declared callers alone', async () => {
    const strict = (path: string, ...options: string[]) => scene.request(scene.outside, `http://edge.edge${path}`, '-H', `host: ${PLAIN}`, ...options);
    const direct = await atNode('direct');
    const lenient = (path: string, ...options: string[]) => scene.request(known, `${direct}${path}`, '-H', `host: ${PLAIN}`, ...options);
    for (const ask of [strict, lenient]) {
      await all(200, 'what nobody judges', () => ask('/'));
      await all(200, 'what passes', () => ask('/judged/a', '-H', 'x-ext-authz: allow'));
      await all(403, 'what does not', () => ask('/judged/a', '-H', 'x-ext-authz: no'));
      await all(403, 'what says nothing', () => ask('/judged'));
      assert.deepEqual((await ask('/judged', '-H', 'x-ext-authz: allow', '-H', 'x-ext-authz-check-result: forged')).body.headers['X-Ext-Authz-Check-Result'], ['allowed']);
    }
    scene.record('an external authorizer, over gRPC and HTTP', { requests: 8 * REQUESTS, failed: 0, seen: 'decides for its paths alone; its headers take the place of a client\'s' });
  });

  test('without an answer of the authorizer the declared choice holds', async () => {
    const objects = scene.synth(build);
    const judge = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name.startsWith('judge'))!;
    await scene.submit([{ ...judge, spec: { ...judge.spec, replicas: 0 } }]);
    await scene.mesh.gone({ app: 'judge' }, 'edge');
    const [edge, direct] = ['http://edge.edge', await atNode('direct')];
    const strict = () => scene.request(scene.outside, `${edge}/judged`, '-H', `host: ${PLAIN}`, '-H', 'x-ext-authz: allow');
    const lenient = () => scene.request(known, `${direct}/judged`, '-H', `host: ${PLAIN}`, '-H', 'x-ext-authz: no');
    await until('the gateways know', async () => (await strict()).status === 403 && (await lenient()).status === 200, 20);
    await all(403, 'closed', strict);
    await all(200, 'open', lenient);
    scene.record('the authorizer is down', { requests: 2 * REQUESTS, failed: 0, seen: '403 unless failOpen, which lets all pass' });
  });
});
