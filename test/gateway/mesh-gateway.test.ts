import { Chart } from 'cdk8s';
import { CanaryRoute, CertificateIssuer, GatewayTls, GatewayWorkload, MeshGateway, MeshGatewayProps, PortProtocol } from '../../src';
import { shares, takenRoute } from '../support/evaluate';
import { addService, shop, shopChart } from '../support/shop';
import { find, findOnly, ofKind, synth } from '../support/synth';

function specOf(props: MeshGatewayProps, more?: (gateway: MeshGateway) => void): any {
  const chart = shopChart();
  const gateway = new MeshGateway(chart, 'edge', props);
  more?.(gateway);
  return findOnly(synth(chart), 'Gateway').spec;
}

const A = ['a.example.com'];

describe('the servers of a gateway', () => {
  test('are plain HTTP on port 80 when nothing else is said, at Istio\'s own ingress gateway', () => {
    expect(specOf({ hosts: ['a.example.com', '*.example.org'] })).toEqual({
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.example.com', '*.example.org'] }],
    });
  });

  test.each([
    ['SIMPLE', GatewayTls.simple('a-cert')],
    ['MUTUAL', GatewayTls.mutual('a-cert')],
  ])('end TLS (%s) on port 443 and send plain requests there', (mode, tls) => {
    expect(specOf({ hosts: A, tls }).servers).toEqual([
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: A, tls: { httpsRedirect: true } },
      { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: A, tls: { mode, credentialName: 'a-cert' } },
    ]);
  });

  test('leave port 80 closed where no redirect is wanted', () => {
    expect(specOf({ hosts: A, tls: GatewayTls.simple('a-cert'), redirectHttp: false }).servers.map((server: any) => server.port.number)).toEqual([443]);
  });

  test('pass TLS through, without a redirect unless it is asked for', () => {
    expect(specOf({ hosts: A, tls: GatewayTls.passthrough() }).servers).toEqual([
      { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: A, tls: { mode: 'PASSTHROUGH' } },
    ]);
    expect(specOf({ hosts: A, tls: GatewayTls.passthrough(), redirectHttp: true }).servers[0])
      .toMatchObject({ port: { number: 80 }, tls: { httpsRedirect: true } });
  });

  test('have distinct names for hosts that are served in different ways', () => {
    const { servers } = specOf({ hosts: A }, gateway => {
      gateway.addHosts(['b.example.com'], { tls: GatewayTls.simple('b-cert') });
      gateway.addHosts(['c.example.com'], { tls: GatewayTls.passthrough() });
      gateway.addHosts(['d.example.com'], { tls: GatewayTls.mutual('d-cert'), redirectHttp: false });
    });
    expect(servers.map((server: any) => [server.port.name, server.port.number, server.hosts.join()])).toEqual([
      ['http', 80, 'a.example.com'],
      ['http-redirect', 80, 'b.example.com'],
      ['https', 443, 'b.example.com'],
      ['tls-2', 443, 'c.example.com'],
      ['https-3', 443, 'd.example.com'],
    ]);
  });

  test('get certificates of cert-manager where the gateway\'s pods run', () => {
    const chart = shopChart();
    const workload = GatewayWorkload.shared({ selector: { istio: 'public' }, namespace: 'ingress', serviceAccountName: 'public' });
    const gateway = new MeshGateway(chart, 'edge', { hosts: A, workload, tls: GatewayTls.certManager(CertificateIssuer.clusterIssuer('acme')) });
    gateway.addHosts(['*.example.org'], { tls: GatewayTls.certManager(CertificateIssuer.issuer('internal')) });
    const objects = synth(chart);
    expect(ofKind(objects, 'Certificate').map(({ metadata, spec }) => ({ metadata, spec }))).toEqual([
      {
        metadata: { name: 'shop-edge-tls', namespace: 'ingress' },
        spec: { secretName: 'shop-edge-tls', dnsNames: A, issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'acme' } },
      },
      {
        metadata: { name: 'shop-edge-tls-2', namespace: 'ingress' },
        spec: { secretName: 'shop-edge-tls-2', dnsNames: ['*.example.org'], issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'internal' } },
      },
    ]);
    const { selector, servers } = findOnly(objects, 'Gateway').spec as any;
    expect(selector).toEqual({ istio: 'public' });
    expect(servers.map((server: any) => server.tls.credentialName)).toEqual([undefined, 'shop-edge-tls', 'shop-edge-tls-2']);
    expect(gateway.principal).toBe('cluster.local/ns/ingress/sa/public');
  });

  test.each<[string, MeshGatewayProps, string]>([
    ['no host', { hosts: [] }, "has no host: give at least one, for example 'shop.example.com'"],
    ['a URL', { hosts: ['https://a.example.com'] }, "host 'https://a.example.com' is no fully qualified host: write for example 'shop.example.com' or '*.example.com', without scheme, port or path"],
    ['a short name', { hosts: ['shop'] }, "host 'shop' is no fully qualified host"],
    ['a wildcard in the middle', { hosts: ['a.*.com'] }, "host 'a.*.com' is no fully qualified host"],
    ['a host twice', { hosts: ['a.example.com', 'A.example.com'] }, "serves host 'A.example.com' twice: name it once"],
    ['a redirect without TLS', { hosts: A, redirectHttp: true }, "redirects 'a.example.com' to HTTPS and has no TLS for it: give tls"],
    ['a certificate for all hosts', { hosts: ['*'], tls: GatewayTls.certManager(CertificateIssuer.issuer('x')) }, "asks cert-manager for a certificate for host '*', which nobody issues: name the hosts"],
    ['an empty selector', { hosts: A, workload: GatewayWorkload.shared({ selector: {} }) }, 'shares a gateway with an empty selector, which would be every gateway of the mesh: give the labels of its pods'],
    ['a name that a match could not hold', { hosts: A, name: 'edge.public' }, "name 'edge.public' is not a DNS label"],
  ])('fails for %s', (_, props, message) => {
    expect(() => new MeshGateway(shopChart(), 'edge', props)).toThrow(`[shop/edge] ${message}`);
  });

  test('fails for a host that another gateway of the same pods serves', () => {
    const chart = shopChart();
    new MeshGateway(chart, 'one', { hosts: A });
    expect(() => new MeshGateway(chart, 'two', { hosts: ['A.example.com'] })).toThrow(
      "[shop/two] host 'A.example.com' of the gateway pods istio=ingressgateway is owned by 'shop/one' already: expose the service at that gateway, or use another host");
    new MeshGateway(chart, 'three', { hosts: A, workload: GatewayWorkload.shared({ selector: { istio: 'other' } }) });
  });
});

describe('a service behind a gateway', () => {
  test('is reached under the host alone when nothing else is said', () => {
    const { chart, service } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: A });
    edge.expose(service);
    expect(findSpec(chart, 'edge-a.example.com')).toEqual({
      hosts: A,
      gateways: ['shop/edge'],
      http: [{ name: 'cart', route: [{ destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' } }] }],
    });
    expect(edge.exposedServices).toEqual([service]);
    expect(edge.virtualService('b.example.com')).toBeUndefined();
  });

  test('has the same canary at every host and gateway', () => {
    const { chart, service, versions: [stable, canary] } = shop();
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 7 });
    new MeshGateway(chart, 'edge', { hosts: ['a.example.com', '*.example.org'] }).expose(service, { paths: ['/cart'] });
    const tls = GatewayTls.simple('b-cert');
    new MeshGateway(chart, 'private', { hosts: ['b.example.com'], tls, workload: GatewayWorkload.shared({ selector: { istio: 'private' } }) }).expose(service);
    const objects = synth(chart);
    const names = ['cart', 'edge-a.example.com', 'edge-wildcard.example.org', 'private-b.example.com'];
    expect(names.map(name => shares(takenRoute(find(objects, 'VirtualService', name), { path: '/cart' })!.route))).toEqual(names.map(() => ({ v1: 93, v2: 7 })));
  });

  test('shares a host with services of other namespaces, each on its paths, the longer path first', () => {
    const { chart, service } = shop();
    const other = new Chart(chart, 'billing', { namespace: 'billing' });
    const bills = addService(other, 'bills').service;
    const edge = new MeshGateway(chart, 'edge', { hosts: A });
    edge.expose(service, { paths: ['/'] });
    edge.expose(bills, { paths: ['/bills', '/invoices'] });
    const virtualService = find(synth(chart), 'VirtualService', 'edge-a.example.com');
    const hosts = ['/', '/bills', '/invoices/1', '/billsx'].map(path => takenRoute(virtualService, { path })!.route.route[0].destination.host.split('.')[1]);
    expect(hosts).toEqual(['shop', 'billing', 'billing', 'shop']);
    expect(edge.exposedServices).toEqual([service, bills]);
  });

  test('is reached by its TLS port where TLS passes through', () => {
    const chart = shopChart();
    const { service, versions: [stable, canary] } = addService(chart, 'vault', undefined, {
      ports: [{ port: 80, name: 'http' }, { port: 8443, protocol: PortProtocol.HTTPS }],
    });
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 5 });
    new MeshGateway(chart, 'edge', { hosts: A, tls: GatewayTls.passthrough() }).expose(service);
    const destination = (subset: string) => ({ host: 'vault.shop.svc.cluster.local', subset, port: { number: 8443 } });
    expect(findSpec(chart, 'edge-a.example.com')).toEqual({
      hosts: A,
      gateways: ['shop/edge'],
      tls: [{ match: [{ sniHosts: A }], route: [{ destination: destination('v2'), weight: 5 }, { destination: destination('v1'), weight: 95 }] }],
    });
  });

  test('fails without a port that TLS can pass through to', () => {
    const { chart, service } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: A, tls: GatewayTls.passthrough() });
    expect(() => edge.expose(service)).toThrow("[shop/edge/cart] is exposed under 'a.example.com', whose TLS passes through, and has no protocol TLS or HTTPS: give the service such a port, or end TLS at the gateway");
    expect(() => edge.expose(service, { port: 80 })).toThrow('and has no port 80 of protocol TLS or HTTPS');
  });

  test('fails where TLS passes through and requests are to be seen, or a second service is to share the host', () => {
    const { chart, service } = shop({ port: 443, protocol: PortProtocol.TLS });
    const edge = new MeshGateway(chart, 'edge', { hosts: A, tls: GatewayTls.passthrough() });
    expect(() => edge.expose(service, { paths: ['/a'] })).toThrow('[shop/edge/cart] is exposed under \'a.example.com\', whose TLS passes through: the gateway cannot see requests; leave out paths, match, stripPrefix and settings, or end TLS at the gateway');
    edge.expose(service);
    const other = addService(chart, 'other', ['v1'], { port: 443, protocol: PortProtocol.TLS }).service;
    expect(() => edge.expose(other)).toThrow("[shop/edge/other] is exposed under 'a.example.com', whose TLS passes through to 'shop/cart' already: such a host has one service");
  });
});

function findSpec(chart: Chart, name: string) {
  return find(synth(chart), 'VirtualService', name).spec;
}
