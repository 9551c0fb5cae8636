import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before } from 'node:test';
import { Chart } from 'cdk8s';
import {
  ClientCertificate, EgressGateway, ExternalService, GatewayWorkload, type IMeshHost, Injection, MeshNamespace, MeshService, MeshSettings, OutboundPolicy, OutboundScope, PortProtocol, Resolution,
  ServerAuthorities, ServiceAlias, TlsOrigination, type ExternalServiceProps,
} from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertOnly } from '../lab/assertions.js';
import { Authority } from '../lab/certificates.js';
import { outsideNames } from '../lab/dns.js';
import { counting } from '../lab/envoy.js';
import { analyze } from '../lab/istioctl.js';
import { withTemplates } from '../lab/manifests.js';
import { outsideServer } from '../lab/outside.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const OUTSIDE = 'egress-outside';
const PLAIN = 'egress-plain';
const HOSTS = {
  api: 'api.partner.example', gated: 'gated.partner.example', secure: 'secure.partner.example', impostor: 'impostor.partner.example', stranger: 'stranger.partner.example',
  listed: 'listed.partner.example', moving: 'moving.partner.example', calls: 'calls.partner.example', hasty: 'hasty.partner.example', first: 'first.partner.example', second: 'second.partner.example', far: 'far.roaming.example', near: 'near.roaming.example', mutual: 'mutual.partner.example', files: 'files.partner.example', east: 'east.wild.example', west: 'west.wild.example', elsewhere: 'elsewhere.example',
};

scenario('egress', 'calls to servers outside of the mesh: directly, through a gateway alone, and not at all', scene => {
  let partners: Authority;
  const client = () => scene.pod('client');
  const server = () => scene.pod('server', undefined, OUTSIDE);
  const http = (from: string, host: string, path = '/') => scene.request(scene.pod(from), `http://${host}${path}`);
  const failures = (from: string, counter: string) => scene.envoy(scene.pod(from)).count(counter);
  const https = (from: string, host: string, ...options: string[]) => scene.request(scene.pod(from), `https://${host}/`, '--cacert', partners.certificate, ...options);

  type Way = 'directly' | 'standby' | 'through' | 'hasty';
  const app = (wildcard: Partial<ExternalServiceProps> = {}, way: Way = 'directly') => (chart: Chart) => {
    const add = (name: keyof typeof HOSTS, props: Partial<ExternalServiceProps> = {}) => new ExternalService(chart, name, { host: HOSTS[name], ...props });
    const authorities = ServerAuthorities.configMap('egress', 'partners');
    const plain = { ports: [{ port: 80 }, { port: 443 }] };
    const api = add('api', plain);
    const gated = add('gated', plain);
    const encrypted = [add('secure', { tls: TlsOrigination.simple({ authorities }) }), add('impostor', { tls: TlsOrigination.simple({ authorities }) }), add('stranger', { tls: TlsOrigination.simple({ authorities }) })];
    const listed = add('listed', { tls: TlsOrigination.simple() });
    const mutual = add('mutual', { tls: TlsOrigination.mutual(ClientCertificate.secret('partner')) });
    const files = add('files', { tls: TlsOrigination.mutual(ClientCertificate.files('/etc/partner/tls.crt', '/etc/partner/tls.key'), { authorities: ServerAuthorities.file('/etc/partner/ca.crt') }) });
    const lines = new ExternalService(chart, 'lines', { host: 'lines.partner.example', port: 9000, protocol: PortProtocol.TCP, addresses: [server().ip] });
    const wild = new ExternalService(chart, 'wild', { host: '*.wild.example', ...plain, ...wildcard });
    const moving = add('moving', { port: 80 });
    const hasty = add('hasty', { port: 80 });
    const calls = add('calls', { port: 9001, protocol: PortProtocol.GRPC });
    const roaming = new ExternalService(chart, 'roaming', { host: '*.roaming.example', ...plain, resolution: Resolution.DYNAMIC_DNS });
    const named = new Chart(chart, 'named', { namespace: 'egress' });
    MeshSettings.set(named, { dnsCapture: true });
    const [first, second] = [HOSTS.first, HOSTS.second].map(host => new ExternalService(named, host.split('.')[0], { host, port: 9000, protocol: PortProtocol.TCP }));
    const aliases = [new ServiceAlias(chart, 'ours', { target: encrypted[0] }), new ServiceAlias(chart, 'leaving', { target: gated })];
    const service = (name: string, podAnnotations: Record<string, string>, ...calls: IMeshHost[]) => {
      new MeshService(chart, name, { port: 80, targetPort: 8080, calls }).addVersion('v1', { image: IMAGE, replicas: 1, podAnnotations });
    };
    service('client', counting('.*ssl.fail_verify.*'), api, gated, ...encrypted, listed, mutual, files, lines, wild, roaming, moving, hasty, calls);
    service('guest', {}, ...aliases);
    service('trusting', {}, listed);
    service('resolving', { 'proxy.istio.io/config': 'proxyMetadata: { ISTIO_META_DNS_CAPTURE: "true" }' }, first, second);
    service('idle', {});
    service('intruder', {});
    const gateway = new EgressGateway(chart, 'egress', { workload: GatewayWorkload.own({ replicas: 1 }) });
    gateway.route(gated);
    gateway.route(mutual);
    gateway.route(roaming);
    gateway.route(calls);
    if (way === 'hasty') {
      new EgressGateway(chart, 'late', { workload: GatewayWorkload.own({ replicas: 1 }) }).route(hasty);
    } else if (way !== 'directly') {
      gateway.route(moving, { standby: way === 'standby' });
    }
  };

  /** The application with what the library has no word for: files in proxies, and a Sidecar that somebody opened. */
  const objects = (wildcard?: Partial<ExternalServiceProps>, way?: Way): Manifest[] => {
    const mounted = (volume: object, path: string) => (template: any) => ({
      ...template,
      metadata: {
        ...template.metadata,
        annotations: {
          ...template.metadata.annotations,
          'sidecar.istio.io/userVolume': JSON.stringify([{ name: 'files', ...volume }]),
          'sidecar.istio.io/userVolumeMount': JSON.stringify([{ name: 'files', mountPath: path, readOnly: true }]),
        },
      },
    });
    const made = scene.synth(app(wildcard, way)).map(object => object.kind === 'Sidecar' && object.metadata.name === 'intruder'
      ? { ...object, spec: { ...object.spec, outboundTrafficPolicy: { mode: 'ALLOW_ANY' }, egress: [{ hosts: ['*/*'] }] } } : object);
    const withFiles = withTemplates(made, mounted({ secret: { secretName: 'partner' } }, '/etc/partner'), 'client-v1');
    return withTemplates(withFiles, mounted({ configMap: { name: 'public' } }, '/etc/ssl/certs'), 'trusting-v1');
  };

  before(async () => {
    partners = await Authority.create('partners');
    const strangers = await Authority.create('strangers');
    const certificates = {
      [HOSTS.stranger]: await strangers.issue(HOSTS.stranger),
      [HOSTS.impostor]: await partners.issue('somebody.else.example'),
      ...Object.fromEntries(await Promise.all([HOSTS.api, HOSTS.gated, HOSTS.secure, HOSTS.listed, HOSTS.east, HOSTS.west, HOSTS.near].map(async host => [host, await partners.issue(host)]))),
    };
    const guarded = Object.fromEntries(await Promise.all([HOSTS.mutual, HOSTS.files].map(async host => [host, await partners.issue(host)])));
    const namespaces = scene.synth(chart => {
      const outside = new Chart(chart, 'outside', { namespace: OUTSIDE });
      new MeshNamespace(outside, 'namespace', { injection: Injection.disabled() });
    });
    const authority = await readFile(partners.certificate, 'utf8');
    await scene.apply([
      ...namespaces,
      ...await outsideServer('server', { namespace: OUTSIDE, certificates }),
      ...await outsideServer('distant', { namespace: OUTSIDE, certificates: { [HOSTS.far]: await partners.issue(HOSTS.far) } }),
      ...await outsideServer('guarded', { namespace: OUTSIDE, certificates: guarded, clients: partners }),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'partners', namespace: 'egress' }, data: { 'ca.crt': authority } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'public', namespace: 'egress' }, data: { 'ca-certificates.crt': authority } },
      await partners.secret('partner', 'egress', 'shop.example.com'),
    ]);
    for (const [name, host] of Object.entries(HOSTS)) {
      const at = name === 'mutual' || name === 'files' ? 'guarded' : name === 'far' || name === 'second' ? 'distant' : 'server';
      outsideNames.set(host, [scene.pod(at, undefined, OUTSIDE).ip]);
    }
    await scene.apply(objects());
  });

  test('istioctl analyze knows no authorities but those of files, warns of EnvoyFilters, and finds nothing else', async () => {
    const found = (await analyze(scene.mesh.bin, { namespace: 'egress' })).map(message => message.split(': ')[0]).filter(message => !message.includes(' Pod '));
    const byCredential = ['impostor', 'mutual', 'secure', 'stranger'].map(name => `Warning IST0128 DestinationRule egress/${name}`);
    assert.deepEqual(found.sort(), [...byCredential, 'Warning IST0133 EnvoyFilter egress/egress-roaming']);
    scene.record('istioctl analyze', { seen: 'IST0128 where authorities come by credentialName, IST0133 for the EnvoyFilter, nothing else' });
  });

  test('who declares a host reaches it directly, in plain text and by its own TLS, and nobody else does', async () => {
    const plain = await http('client', HOSTS.api);
    assert.deepEqual([plain.status, plain.body.service, plain.body.host, plain.body.remote], [200, 'server', HOSTS.api, client().ip]);
    const encrypted = await https('client', HOSTS.api);
    assert.deepEqual([encrypted.status, encrypted.body.sni, encrypted.body.remote], [200, HOSTS.api, client().ip]);
    const undeclared = await http('idle', HOSTS.api);
    assert.ok([0, 502].includes(undeclared.status), `${undeclared.status}`);
    assert.equal((await https('idle', HOSTS.api)).status, 0);
    assert.equal((await scene.request(client(), `http://${HOSTS.elsewhere}/`)).status, 502, 'a host that nobody declares');
    assert.equal((await https('client', HOSTS.elsewhere, '-k')).status, 0);
    for (const scheme of ['http', 'https']) {
      const seen = await scene.load(client(), `${scheme}://${HOSTS.api}/`, { count: 2_000, cacert: partners.certificate });
      scene.record(`directly, ${scheme.toUpperCase()}`, seen);
      assertNoneFailed(seen, 2_000);
      assertOnly(seen, 'server');
    }
    scene.record('a host that is not declared', { seen: `HTTP ${undeclared.status === 0 ? 'no connection' : undeclared.status}, no TLS connection` });
  });

  test('a host behind the gateway sees the gateway alone', async () => {
    const egress = scene.pod('egress');
    const plain = await http('client', HOSTS.gated);
    assert.deepEqual([plain.status, plain.body.service, plain.body.host, plain.body.remote], [200, 'server', HOSTS.gated, egress.ip]);
    const encrypted = await https('client', HOSTS.gated);
    assert.deepEqual([encrypted.status, encrypted.body.sni, encrypted.body.remote], [200, HOSTS.gated, egress.ip]);
    for (const scheme of ['http', 'https']) {
      const seen = await scene.load(client(), `${scheme}://${HOSTS.gated}/`, { count: 2_000, cacert: partners.certificate });
      scene.record(`through the gateway, ${scheme.toUpperCase()}`, seen);
      assertNoneFailed(seen, 2_000);
      assertOnly(seen, 'server');
    }
    assert.equal((await scene.request(client(), `http://${server().ip}/`)).status, 502, 'the server\'s address, past its host');
    assert.equal((await scene.request(client(), `https://${server().ip}/`, '-k')).status, 0, 'the server\'s address over TLS');
    scene.record('the address of the server', { seen: 'refused; by its host the server sees the gateway\'s address alone' });
  });

  test('the gateway lets through who declares a host, and nobody else', async () => {
    assert.ok([0, 502].includes((await http('idle', HOSTS.gated)).status));
    assert.equal((await https('idle', HOSTS.gated)).status, 0);
    const refused = await http('intruder', HOSTS.gated);
    assert.deepEqual([refused.status, refused.body], [403, 'RBAC: access denied']);
    assert.equal((await https('intruder', HOSTS.gated)).status, 0);
    // Without an identity there is no connection, whatever it asks for.
    assert.equal((await scene.request(scene.outside, `https://${HOSTS.gated}/`, '--connect-to', `${HOSTS.gated}:443:egress.egress:443`, '-k')).status, 0);
    assert.equal((await scene.request(scene.outside, `https://${HOSTS.gated}/`, '--connect-to', `${HOSTS.gated}:443:egress.egress:80`, '-k')).status, 0);
    scene.record('a caller that opened its own Sidecar', { seen: 'at the gateway HTTP 403, no TLS connection; without an identity of the mesh no connection' });
  });

  test('TLS in the application\'s place verifies who issued the server\'s certificate, and for whom', async () => {
    const { status, body } = await http('client', HOSTS.secure, '/cart');
    assert.deepEqual([status, body.path, body.host, body.sni, body.remote], [200, '/cart', HOSTS.secure, HOSTS.secure, client().ip]);
    for (const [host, failed] of [[HOSTS.impostor, 'san'], [HOSTS.stranger, 'error']]) {
      const count = () => failures('client', `${host}.*ssl.fail_verify_${failed}`);
      const before = await count();
      assert.equal((await http('client', host)).status, 503, host);
      assert.ok(await count() > before, `${host} was refused for another reason than its certificate`);
    }
    const seen = await scene.load(client(), `http://${HOSTS.secure}/`, { count: 2_000 });
    scene.record('TLS spoken by the caller\'s proxy', seen);
    assertNoneFailed(seen, 2_000);
    scene.record('a server with another host\'s or another authority\'s certificate', { seen: '503; the proxy counts a certificate that it does not verify' });
  });

  test('by a name of the cluster a server is asked for its own host, directly and through the gateway', async () => {
    const [ours, leaving] = [await http('guest', 'ours.egress', '/cart'), await http('guest', 'leaving.egress')];
    assert.deepEqual([ours.status, ours.body.path, ours.body.host, ours.body.sni, ours.body.remote], [200, '/cart', HOSTS.secure, HOSTS.secure, scene.pod('guest').ip]);
    assert.deepEqual([leaving.status, leaving.body.host, leaving.body.remote], [200, HOSTS.gated, scene.pod('egress').ip]);
    for (const [what, name] of [['directly, TLS spoken by the caller\'s proxy', 'ours'], ['through the gateway', 'leaving']]) {
      const seen = await scene.load(scene.pod('guest'), `http://${name}.egress/`, { count: 1_000 });
      scene.record(`by an alias, ${what}`, seen);
      assertNoneFailed(seen, 1_000);
      assertOnly(seen, 'server');
    }
    assert.equal((await http('client', 'ours.egress')).status, 502, 'an alias that is not declared');
  });

  test('without names to verify, any certificate of the authority would do', async () => {
    const made = objects();
    const careless = made.filter(({ kind, metadata }) => kind === 'DestinationRule' && metadata.name === 'impostor')
      .map(object => ({ ...object, spec: { ...object.spec, trafficPolicy: { tls: { ...object.spec.trafficPolicy.tls, subjectAltNames: undefined } } } }));
    await scene.delete(...careless);
    await scene.apply(careless);
    await until('the impostor is taken', async () => (await http('client', HOSTS.impostor)).status === 200, 10);
    const seen = await scene.load(client(), `http://${HOSTS.impostor}/`, { count: 500 });
    scene.record('a server with another host\'s certificate, where the rule says `sni` and no `subjectAltNames`', { seen: `${seen.counts['200 server']} of ${seen.requests} requests answered`, counterExample: true });
    await scene.delete(...careless);
    await scene.apply(made);
    await until('the impostor is refused', async () => (await http('client', HOSTS.impostor)).status === 503, 10);
  });

  test('the public authorities are those of the proxy\'s image', async () => {
    assert.equal((await http('client', HOSTS.listed)).status, 503);
    assert.ok(await failures('client', `${HOSTS.listed}.*ssl.fail_verify_error`) > 0);
    const { status, body } = await http('trusting', HOSTS.listed);
    assert.deepEqual([status, body.sni], [200, HOSTS.listed]);
    scene.record('a server of a private authority, with the system\'s authorities', { seen: '503 until the proxy\'s image lists the authority' });
  });

  test('mutual TLS shows the gateway\'s certificate, or the proxy\'s own', async () => {
    const atGateway = await http('client', HOSTS.mutual);
    assert.deepEqual([atGateway.status, atGateway.body.client, atGateway.body.sni, atGateway.body.remote], [200, 'shop.example.com', HOSTS.mutual, scene.pod('egress').ip]);
    const atProxy = await http('client', HOSTS.files);
    assert.deepEqual([atProxy.status, atProxy.body.client, atProxy.body.sni, atProxy.body.remote], [200, 'shop.example.com', HOSTS.files, client().ip]);
    for (const host of [HOSTS.mutual, HOSTS.files]) {
      assertNoneFailed(await scene.load(client(), `http://${host}/`, { count: 1_000 }), 1_000);
    }
    scene.record('mutual TLS to the server', { seen: 'by a Secret at the gateway, by files in the proxy' });
  });

  test('connections are told by their address', async () => {
    const [taken] = await scene.dial(client(), `tcp://${server().ip}:9000`);
    const [undeclared] = await scene.dial(scene.pod('idle'), `tcp://${server().ip}:9000`);
    const [elsewhere] = await scene.dial(client(), `tcp://${scene.pod('guarded', undefined, OUTSIDE).ip}:9000`);
    assert.deepEqual([taken.lines, undeclared.lines, elsewhere.lines], [1, 0, 0]);
    scene.record('TCP by address', { seen: 'the declared address and port alone' });
  });

  test('where proxies answer DNS, connections are told by name', async () => {
    const dial = async (host: string) => (await scene.dial(scene.pod('resolving'), `tcp://${host}:9000`))[0];
    await until('the proxy answers for the host', async () => (await dial(HOSTS.first)).lines === 1, 20);
    const [first, second] = [await dial(HOSTS.first), await dial(HOSTS.second)];
    assert.deepEqual([first.lines, second.lines], [1, 1]);
    assert.deepEqual([first.version, second.version], ['server', 'distant'], 'one port, two hosts');
    scene.record('TCP by name, where proxies answer DNS', { seen: 'two hosts of one port, each to its server' });
  });

  test('gRPC stays gRPC through the gateway', async () => {
    const seen = await scene.load(client(), `http://${HOSTS.calls}:9001`, { count: 1_000, grpc: '/bank.Accounts/Get' });
    scene.record('through the gateway, gRPC', seen);
    assertNoneFailed(seen, 1_000);
  });

  test('calls move to the gateway and back under load, in two applies each', async () => {
    const load = scene.startLoad(client(), `http://${HOSTS.moving}/`, { rate: 300 });
    const remote = async () => (await http('client', HOSTS.moving)).body.remote;
    await scene.apply(objects({}, 'standby'));
    assert.equal(await remote(), client().ip);
    await scene.apply(objects({}, 'through'));
    await until('the gateway is the way', async () => await remote() === scene.pod('egress').ip, 10);
    await scene.delete({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'moving', namespace: 'egress' } });
    await scene.apply(objects({}, 'standby'));
    await until('directly again', async () => await remote() === client().ip, 10);
    const seen = await load.stop();
    scene.record('from directly to the gateway and back under load', seen);
    assertNoneFailed(seen, 1_000);
  });

  test('in one apply with a gateway that is not there yet, calls are lost', async () => {
    const load = scene.startLoad(client(), `http://${HOSTS.hasty}/`, { rate: 300 });
    await scene.apply(objects({}, 'hasty'));
    const seen = await load.stop();
    scene.recordCounterExample('from directly to a gateway that comes in the same apply', seen);
    assert.ok(seen.failed > 0, 'none of them was lost: standby would be of no use');
  });

  test('a wildcard host leaves the address to the application, and with DYNAMIC_DNS to nobody but DNS', async () => {
    const pretending = ['--connect-to', `${HOSTS.east}:80:${scene.pod('guarded', undefined, OUTSIDE).ip}:80`];
    const all = async () => {
      for (const host of [HOSTS.east, HOSTS.west]) {
        assert.deepEqual([(await http('client', host)).body.host, (await https('client', host)).body.sni], [host, host]);
      }
      return (await scene.request(client(), `http://${HOSTS.east}/`, ...pretending)).body.service as string;
    };
    assert.equal(await all(), 'guarded', 'the address that the application called');
    await scene.apply(objects({ resolution: Resolution.DYNAMIC_DNS }));
    assert.equal(await all(), 'server', 'the address that DNS knows');
    assert.equal((await http('client', 'north.wild.example')).status, 0, 'a name that DNS does not know');
    scene.record('a wildcard host', { seen: 'with NONE at whatever address the application calls, with DYNAMIC_DNS where DNS says' });
  });

  test('a wildcard host behind the gateway leads each request to where DNS says, for who declares it', async () => {
    const egress = scene.pod('egress').ip;
    for (const [host, at] of [[HOSTS.near, 'server'], [HOSTS.far, 'distant']]) {
      const plain = await http('client', host);
      assert.deepEqual([plain.status, plain.body.service, plain.body.host, plain.body.remote], [200, at, host, egress]);
      const encrypted = await https('client', host);
      assert.deepEqual([encrypted.status, encrypted.body.service, encrypted.body.sni, encrypted.body.remote], [200, at, host, egress]);
    }
    assert.equal((await http('intruder', HOSTS.near)).status, 403);
    assert.equal((await https('intruder', HOSTS.near)).status, 0);
    for (const scheme of ['http', 'https']) {
      const seen = await scene.load(client(), `${scheme}://${HOSTS.far}/`, { count: 1_000, cacert: partners.certificate });
      scene.record(`through the gateway to a host below a wildcard, ${scheme.toUpperCase()}`, seen);
      assertNoneFailed(seen, 1_000);
    }
  });

  test('what no construct confines is confined by its namespace, or the mesh', async () => {
    const plain = (...policies: OutboundScope[]) => scene.synth(chart => {
      const other = new Chart(chart, 'plain', { namespace: PLAIN });
      new MeshNamespace(other, 'namespace');
      policies.forEach((scope, index) => new OutboundPolicy(other, `outbound-${index}`, { scope }));
    });
    const labels = { app: 'plain' };
    const deployment = {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'plain', namespace: PLAIN },
      spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'plain', image: IMAGE, ports: [{ containerPort: 8080 }] }] } } },
    };
    const calls = async (status: number) => {
      const pod = scene.pod('plain', undefined, PLAIN);
      await until(`plain gets ${status}`, async () => (await scene.request(pod, `http://${HOSTS.elsewhere}/`)).status === status, 10);
    };
    await scene.apply([...plain(), deployment]);
    await calls(200);
    for (const [what, scope] of [['namespace', OutboundScope.namespace()], ['mesh', OutboundScope.mesh()]] as const) {
      const objects = plain(scope);
      const sidecars = objects.filter(({ kind }) => kind === 'Sidecar');
      try {
        await scene.apply(objects);
        await calls(502);
      } finally {
        await scene.delete(...sidecars);
      }
      await calls(200);
      scene.record(`OutboundPolicy for the ${what}`, { seen: 'a workload without a Sidecar of its own: an undeclared host 502, 200 without the policy' });
    }
  });
});
