import { Chart, Duration, JsonPatch } from 'cdk8s';
import { caller, external, written } from './fixtures';
import {
  CircuitBreaker, ConnectionLimits, ExternalService, LoadBalancing, MeshService, MeshSettings, PortProtocol, Resolution, RouteAction, RouteMatch,
  RoutePolicy, ServiceRoute, TlsOrigination, Visibility,
} from '../../src';
import { expectFailure, newChart, withVersion } from '../service/fixtures';
import { find, findOnly, ofKind, synth } from '../support/synth';

const { TCP, MYSQL, UDP, GRPC, HTTP } = PortProtocol;

describe('what is put out', () => {
  test('is a ServiceEntry and nothing else, until something needs more', () => {
    const objects = synth(external());
    expect(objects.map(({ kind }) => kind)).toEqual(['ServiceEntry']);
    expect(objects[0]).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'payments', namespace: 'shop' },
      spec: {
        hosts: ['api.example.com'], exportTo: ['.'], location: 'MESH_EXTERNAL', resolution: 'DNS', ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }],
      },
    });
  });

  test('speaks HTTP at port 80, unless it is told otherwise', () => {
    expect(written(external({ port: 80 })).ports).toEqual([{ number: 80, name: 'http', protocol: 'HTTP' }]);
    expect(written(external({ port: 8443 })).ports).toEqual([{ number: 8443, name: 'https', protocol: 'HTTPS' }]);
    expect(written(external({ port: 9000, protocol: GRPC, targetPort: 9001 })).ports).toEqual([{ number: 9000, name: 'grpc', protocol: 'GRPC', targetPort: 9001 }]);
  });

  test('has several ports', () => {
    expect(written(external({ ports: [{ port: 80 }, { port: 443 }, { port: 8080, protocol: HTTP, name: 'http-admin' }] })).ports).toEqual([
      { number: 80, name: 'http', protocol: 'HTTP' }, { number: 443, name: 'https', protocol: 'HTTPS' }, { number: 8080, name: 'http-admin', protocol: 'HTTP' },
    ]);
  });

  test('can be patched', () => {
    const service = external({ loadBalancing: LoadBalancing.roundRobin() });
    service.serviceEntry.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'pay' }));
    service.destinationRule!.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'pay' }));
    expect(synth(service).map(({ metadata }) => metadata.labels)).toEqual([{ team: 'pay' }, { team: 'pay' }]);
  });
});

describe('the call graph', () => {
  test('lets callers through, and shows the host to their namespaces alone', () => {
    const chart = newChart();
    const billing = new Chart(chart, 'billing', { namespace: 'billing' });
    const service = external({}, chart);
    caller(chart, 'cart', service);
    caller(billing, 'invoices', service);
    caller(billing, 'idle');
    const objects = synth(chart);
    const known = (name: string) => (find(objects, 'Sidecar', name).spec as any).egress[0].hosts;
    expect(known('cart')).toEqual(['shop/api.example.com', 'istio-system/*']);
    expect(known('invoices')).toEqual(['shop/api.example.com', 'istio-system/*']);
    expect(known('idle')).toEqual(['istio-system/*']);
    expect(findOnly(objects, 'ServiceEntry').spec.exportTo).toEqual(['.', 'billing']);
  });

  test('leaves more to be said of who sees the host', () => {
    expect(written(external({ visibility: Visibility.toCallers('web', 'shop', 'api') })).exportTo).toEqual(['.', 'api', 'web']);
    expect(written(external({ visibility: Visibility.everywhere() })).exportTo).toBeUndefined();
  });

  test('shows what every proxy itself calls to all', () => {
    const service = external();
    MeshSettings.of(service).addProviders(service);
    expect(written(service).exportTo).toBeUndefined();
  });

  test('has external services of other apps', () => {
    const chart = newChart();
    const imported = ExternalService.fromExternalServiceAttributes(chart, 'mail', { host: 'smtp.example.com', namespace: 'platform' });
    new MeshService(chart, 'cart', { port: 80, calls: [imported] }).addVersion('v1', { image: 'cart:1' });
    const objects = synth(chart);
    expect(ofKind(objects, 'ServiceEntry')).toEqual([]);
    expect(findOnly(objects, 'Sidecar').spec.egress[0].hosts).toContain('platform/smtp.example.com');
  });
});

describe('constructs of the mesh hold for it', () => {
  const HOST = 'api.example.com';

  test('timeouts and retries', () => {
    const service = external({ port: 80 });
    new RoutePolicy(service, 'patience', { service, timeout: Duration.seconds(3), retries: { attempts: 0 } });
    expect(written(service, 'VirtualService')).toEqual({
      hosts: [HOST],
      exportTo: ['.'],
      http: [{ name: 'payments', timeout: '3s', retries: { attempts: 0 }, route: [{ destination: { host: HOST } }] }],
    });
  });

  test('answers in its place', () => {
    const service = external({ port: 80 });
    new ServiceRoute(service, 'closed', { service, match: [RouteMatch.path().prefix('/admin')], action: RouteAction.respond(403) });
    expect(written(service, 'VirtualService').http).toMatchObject([
      { match: [{ uri: { prefix: '/admin' } }], directResponse: { status: 403 } }, { route: [{ destination: { host: HOST } }] },
    ]);
  });

  test('a service of the mesh that stands in for it', () => {
    const chart = newChart();
    const service = external({ port: 80 }, chart);
    const fake = withVersion(chart, 'fake');
    new ServiceRoute(chart, 'test', { service, match: [RouteMatch.header('x-test').present()], action: RouteAction.toService(fake) });
    expect(written(chart, 'VirtualService').http[0]).toMatchObject({ route: [{ destination: { host: 'fake.shop.svc.cluster.local', subset: 'v1' } }] });
  });

  test('limits and load balancing', () => {
    const service = external({ loadBalancing: LoadBalancing.roundRobin() });
    new CircuitBreaker(service, 'breaker', { service, limits: ConnectionLimits.of({ maxConnections: 10 }) });
    expect(written(service, 'DestinationRule')).toEqual({
      host: HOST, exportTo: ['.'], trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' }, connectionPool: { tcp: { maxConnections: 10 } } },
    });
  });

  test('fails where requests are routed and connections arrive', () => {
    const service = external();
    expectFailure(() => new RoutePolicy(service, 'patience', { service, timeout: Duration.seconds(3) }), 'needs HTTP requests, and of \'chart/payments\' port 443 speaks https');
  });

  test('fails with a version of a service of the mesh', () => {
    const chart = newChart();
    const service = external({ port: 80 }, chart);
    const [version] = withVersion(chart, 'cart').versions;
    expectFailure(() => new ServiceRoute(chart, 'route', { service, action: RouteAction.toVersion(version) }), 'use a version of the service itself');
  });
});

describe('TLS in the application\'s place', () => {
  const tls = { mode: 'SIMPLE', sni: 'api.example.com', subjectAltNames: ['api.example.com'], caCertificates: 'system' };

  test('leads port 80 to 443 and verifies the server', () => {
    const service = external({ tls: TlsOrigination.simple() });
    expect(written(service).ports).toEqual([{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }]);
    expect(written(service, 'DestinationRule')).toEqual({ host: 'api.example.com', exportTo: ['.'], trafficPolicy: { tls } });
  });

  test('of one port of several repeats what is said of all, which it replaces', () => {
    const service = external({ ports: [{ port: 80, tls: TlsOrigination.simple() }, { port: 443 }] });
    new CircuitBreaker(service, 'breaker', { service, limits: ConnectionLimits.of({ maxConnections: 10 }) });
    const connectionPool = { tcp: { maxConnections: 10 } };
    expect(written(service, 'DestinationRule').trafficPolicy).toEqual({ connectionPool, portLevelSettings: [{ port: { number: 80 }, connectionPool, tls }] });
  });

  test('goes to another port where it is told', () => {
    expect(written(external({ port: 8080, tls: TlsOrigination.simple() })).ports[0]).toEqual({ number: 8080, name: 'http', protocol: 'HTTP' });
    expect(written(external({ port: 80, targetPort: 8443, tls: TlsOrigination.simple() })).ports[0].targetPort).toBe(8443);
  });
});

describe('fails', () => {
  const refused = (props: Parameters<typeof external>[0], ...parts: string[]) => expectFailure(() => external(props), '[chart/payments] ', ...parts);

  test('for a host that is none, of the cluster, everything, or written large', () => {
    refused({ host: 'payments' }, 'no fully qualified host');
    refused({ host: 'https://api.example.com/v1' }, 'no fully qualified host', 'without scheme, port or path');
    refused({ host: 'cart.shop.svc.cluster.local' }, 'is a Service of the cluster', 'use MeshService.fromServiceAttributes');
    refused({ host: 'cart.shop.svc' }, 'is a Service of the cluster');
    refused({ host: '*.local' }, 'covers the Services of the cluster');
    refused({ host: '*.cluster.local' }, 'name a domain outside of it');
    refused({ host: '*' }, 'is every host there is', 'OutboundTraffic.ALLOW_ANY');
    refused({ host: 'API.example.com' }, 'write \'api.example.com\'');
  });

  test('for a host that has an owner', () => {
    const chart = newChart();
    external({}, chart);
    expectFailure(() => new ExternalService(chart, 'again', { host: 'api.example.com' }), '[chart/again] host \'api.example.com\' is owned by \'chart/payments\' already');
    const other = newChart();
    withVersion(other, 'vault', { ports: [{ port: 443, protocol: PortProtocol.TLS, sniHosts: ['api.example.com'] }] });
    expectFailure(() => external({}, other), 'owned by \'chart/vault\' already');
  });

  test('for a host that DNS completes to one of the mesh', () => {
    const chart = newChart();
    withVersion(chart, 'cart');
    const namesake = external({ host: 'cart.shop' }, chart);
    expectFailure(() => synth(namesake), '[chart/payments] has host \'cart.shop\', by which pods reach \'chart/cart\'');
  });

  test('for connections that would take all there are to a port', () => {
    refused({ port: 3306, protocol: MYSQL }, 'has no addresses, and port 3306 speaks mysql', 'every connection of the mesh to port 3306', 'give the addresses');
    refused({ ports: [{ port: 443 }, { port: 9000, protocol: TCP }], endpoints: [{ address: '192.0.2.7' }] }, 'port 9000 speaks tcp');
  });

  test('for no connections where proxies answer DNS, but those to wildcards', () => {
    const captured = () => {
      const chart = newChart();
      MeshSettings.set(chart, { dnsCapture: true });
      return chart;
    };
    const db = { port: 3306, protocol: MYSQL };
    expect(written(external(db, captured()))).toMatchObject({ resolution: 'DNS', ports: [{ number: 3306 }] });
    expectFailure(() => external({ ...db, host: '*.example.com' }, captured()), 'has no addresses, and port 3306 speaks mysql');
  });

  test('for connections that cannot be told from another service\'s', () => {
    const chart = newChart();
    external({ port: 3306, protocol: MYSQL, addresses: ['192.0.2.7'] }, chart);
    const other = (port: number) => new ExternalService(chart, `other-${port}`, { host: `db${port}.example.com`, port, protocol: MYSQL, addresses: ['192.0.2.7'] });
    expectFailure(() => other(3306), 'address 192.0.2.7 with port 3306 is owned by \'chart/payments\' already', 'another address or port');
    expect(() => other(3307)).not.toThrow();
  });

  test('for an address that is none, and one that is all', () => {
    refused({ addresses: ['192.0.2'] }, 'address \'192.0.2\' is neither an IP address nor a range');
    refused({ addresses: ['192.0.2.0/33'] }, 'is neither an IP address nor a range');
    refused({ addresses: ['0.0.0.0/0'] }, 'is every address there is');
    refused({ addresses: ['::/0'] }, 'is every address there is');
  });

  test('for UDP', () => {
    refused({ port: 53, protocol: UDP }, 'has port 53 for UDP, which the mesh does not carry');
  });

  test('for ports in two places, twice, or without a name for their protocol', () => {
    refused({ port: 80, ports: [{ port: 80 }] }, 'has ports, and port, targetPort, protocol or tls beside them');
    refused({ tls: TlsOrigination.simple(), ports: [{ port: 80 }] }, 'has ports, and port, targetPort, protocol or tls beside them');
    refused({ ports: [{ port: 80 }, { port: 80 }] }, 'are not distinct');
    refused({ ports: [] }, 'has no port');
    refused({ ports: [{ port: 80, name: 'web' }] }, 'port name \'web\' is not allowed for http');
  });

  test('for a name that is no label', () => {
    refused({ name: 'Payments API' }, 'name \'Payments API\' is not a DNS label');
  });
});

test('addresses of connections, and the resolution that goes with them', () => {
  const { ports, addresses, resolution } = written(external({ port: 3306, protocol: MYSQL, addresses: ['192.0.2.0/28', '2001:db8::7'] }));
  expect({ ports, addresses, resolution }).toEqual({ ports: [{ number: 3306, name: 'mysql', protocol: 'MYSQL' }], addresses: ['192.0.2.0/28', '2001:db8::7'], resolution: 'NONE' });
  expect(external({ resolution: Resolution.DNS }).resolution).toBe('DNS');
});
