import { runExample } from './run-example';
import { summarize } from '../../examples/support/mesh-summary';

const meta = (name: string, namespace = 'shop') => ({ name, namespace });

const service = (name: string, port: object = { port: 80, name: 'http' }) =>
  ({ kind: 'Service', metadata: meta(name), spec: { selector: { app: name }, ports: [port] } });

const workload = (kind: string, name: string, labels: object, replicas?: number) =>
  ({ kind, metadata: meta(name), spec: { replicas, template: { metadata: { labels } } } });

const routes = (http: object[], more: object = {}) =>
  ({ kind: 'VirtualService', metadata: meta('x'), spec: { hosts: ['a.shop.svc.cluster.local'], http, ...more } });

const to = (subset?: string, weight?: number, host = 'a.shop.svc.cluster.local') => ({ destination: { host, subset }, weight });

function linesOf(...objects: object[]): string[] {
  return summarize([{ name: 'x.yaml', objects: objects as any }]).split('\n').map(line => line.trim());
}

describe('the summary of a mesh', () => {
  test('tells of Bookinfo what one asks first', () => {
    expect(summarize(runExample('bookinfo').files)).toMatchSnapshot();
  });

  test('reads YAML that this library did not write', () => {
    const lines = linesOf(
      service('a', { port: 80, targetPort: 'web' }), service('b', { port: 1, targetPort: 2, name: 'x', appProtocol: 'tcp' }), service('c'),
      workload('Deployment', 'a', { app: 'a', version: '1' }), workload('StatefulSet', 'b', { app: 'b' }, 3), workload('DaemonSet', 'd', { app: 'b' }),
      { kind: 'HorizontalPodAutoscaler', metadata: meta('a'), spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 5 } },
      { kind: 'DestinationRule', metadata: meta('a'), spec: { host: 'a.shop.svc.cluster.local', subsets: [{ name: 'v1', labels: { version: '1' } }, { name: 'v2', labels: { version: '2' } }] } },
    );
    expect(lines).toContain('a.shop  80 to web   v1 x1-5, v2 (no pods)');
    expect(lines).toContain('b.shop  1 to 2 tcp  b x3, d on each node');
    expect(lines).toContain('c.shop  80 http     no pods');
    expect(lines).toContain('no Sidecar confines a.shop, b.shop, c.shop');
    expect(lines).toContain('none');
  });

  test.each<[string, object[], string]>([
    ['a path and all below it', [{ uri: { exact: '/x' } }, { uri: { prefix: '/x/' } }], '/x'],
    ['a plain prefix', [{ uri: { prefix: '/x' }, method: { exact: 'GET' } }], '/x* and method = GET'],
    ['headers', [{ uri: { regex: 'a.*' }, headers: { h: {}, i: { prefix: 'p' } }, withoutHeaders: { j: {} } }], 'path ~ a.* and header h is set and header i = p* and no header j'],
    ['a cookie', [{ headers: { cookie: { regex: '^(.*; ?)?c=v(;.*)?$' } } }], 'cookie c = v'],
    ['queries and callers', [{ queryParams: { q: { exact: '1' } } }, { sourceLabels: { app: 'b' }, sourceNamespace: 'n' }], 'query q = 1, from app=b and sourceNamespace n'],
    ['a field of later versions', [{ statPrefix: { a: 1 } }], 'statPrefix {"a":1}'],
  ])('names the requests: %s', (_, match, text) => {
    expect(linesOf(routes([{ match, route: [to()] }]))).toContain(`${text}  a.shop`);
  });

  test('tells where requests go', () => {
    const lines = linesOf(routes([
      { route: [to('v1', 90), to('v2', 10), to(undefined, undefined, 'b.shop.svc.cluster.local')] },
      { redirect: { scheme: 'https', authority: 'x.example.com' } },
      { redirect: { uri: '/y' } },
      { directResponse: { status: 503 } },
    ], { tls: [{ match: [{ sniHosts: ['a.shop.svc.cluster.local'] }], route: [to('v1')] }], tcp: [{ route: [to('v2')] }], gateways: ['mesh', 'shop/edge'] }));
    expect(lines).toContain('a.shop in the mesh and at gateway shop/edge');
    expect(lines).toContain('all     a.shop v1 90 %, v2 10 %, b.shop 0 %');
    expect(lines).toContain('all     redirected to https://x.example.com');
    expect(lines).toContain('all     redirected to /y');
    expect(lines).toContain('all     answered with 503');
    expect(lines).toContain('a.shop  a.shop v1');
    expect(lines).toContain('all     a.shop v2');
    expect(lines).toContain('a.shop  by gateway shop/edge');
  });

  test('tells how a gateway serves a host', () => {
    const lines = linesOf(routes([{ route: [to()] }], { hosts: ['x.example.com'], gateways: ['shop/edge'] }), {
      kind: 'Gateway',
      metadata: meta('edge'),
      spec: {
        servers: [
          { port: { number: 80, protocol: 'HTTP' }, hosts: ['x.example.com'], tls: { httpsRedirect: true } },
          { port: { number: 443, protocol: 'HTTPS' }, hosts: ['x.example.com'], tls: { mode: 'SIMPLE' } },
          { port: { number: 80, protocol: 'HTTP' }, hosts: ['y.example.com'] },
        ],
      },
    });
    expect(lines).toContain('x.example.com at gateway shop/edge, 80 redirects to HTTPS, 443 HTTPS SIMPLE');
  });

  test('tells which proxies let anything through, and what takes plain text', () => {
    const lines = linesOf(
      service('a'),
      { kind: 'Sidecar', metadata: meta('a'), spec: { workloadSelector: { labels: { app: 'a' } }, egress: [{ hosts: ['shop/b.shop.svc.cluster.local', './*'] }] } },
      { kind: 'PeerAuthentication', metadata: meta('default'), spec: { mtls: { mode: 'STRICT' } } },
      { kind: 'PeerAuthentication', metadata: meta('a'), spec: { selector: { matchLabels: { app: 'a' } }, portLevelMtls: { 9000: { mode: 'DISABLE' } } } },
    );
    expect(lines).toContain('b.shop  by a.shop');
    expect(lines).toContain('a.shop  by no service');
    expect(lines).toContain('past this, a.shop may call anything');
    expect(lines).toContain('namespace shop  STRICT');
    expect(lines).toContain('a.shop          as above it, port 9000 DISABLE');
  });
});
