import { Chart, Duration } from 'cdk8s';
import { caller, external, written } from './fixtures';
import { EgressGateway, EgressGatewayProps, ExternalService, GatewayWorkload, MeshService, PortProtocol, Resolution, RoutePolicy, TlsOrigination } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';
import { find, ofKind, synth } from '../support/synth';

const GATEWAY = 'egress.shop.svc.cluster.local';
const HOST = 'api.example.com';

function through(props: Parameters<typeof external>[0] = {}, workload?: EgressGatewayProps['workload']) {
  const chart = newChart();
  const service = external(props, chart);
  caller(chart, 'cart', service);
  const gateway = new EgressGateway(chart, 'egress', { workload });
  gateway.route(service);
  return { chart, service, gateway, spec: (kind: string, name = 'egress') => written(chart, kind, name) };
}

describe('a call through the gateway', () => {
  test('leads requests to it by mutual TLS, and on', () => {
    const { spec } = through({ port: 80 });
    expect(spec('VirtualService', 'payments')).toEqual({
      hosts: [HOST], exportTo: ['.'], http: [{ name: 'payments', route: [{ destination: { host: GATEWAY, subset: 'payments', port: { number: 80 } } }] }],
    });
    expect(spec('DestinationRule')).toEqual({ host: GATEWAY, subsets: [{ name: 'payments', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: HOST } } }] });
    expect(spec('Gateway').servers).toEqual([{ port: { number: 80, name: 'https-payments', protocol: 'HTTPS' }, hosts: [HOST], tls: { mode: 'ISTIO_MUTUAL' } }]);
    expect(spec('VirtualService', 'egress-payments')).toEqual({ hosts: [HOST], exportTo: ['.'], gateways: ['shop/egress'], http: [{ route: [{ destination: { host: HOST } }] }] });
  });

  test('leads TLS of the application to it within mutual TLS', () => {
    const { spec } = through();
    expect(spec('VirtualService', 'payments').tls).toEqual([{ match: [{ sniHosts: [HOST] }], route: [{ destination: { host: GATEWAY, subset: 'payments', port: { number: 443 } } }] }]);
    expect(spec('Gateway').servers).toEqual([{ port: { number: 443, name: 'tls-payments', protocol: 'TLS' }, hosts: [HOST], tls: { mode: 'ISTIO_MUTUAL' } }]);
    expect(spec('VirtualService', 'egress-payments').tcp).toEqual([{ route: [{ destination: { host: HOST } }] }]);
  });

  test('keeps ports apart', () => {
    const { spec } = through({
      ports: [{ port: 80 }, { port: 443 }, { port: 3306, protocol: PortProtocol.MYSQL }], addresses: ['192.0.2.7'], endpoints: [{ address: '192.0.2.7' }],
    });
    const mesh = spec('VirtualService', 'payments');
    const ports = (routes: any[]) => routes.map(({ route: [{ destination }] }) => [destination.host, destination.port.number]);
    expect([...ports(mesh.http), ...ports(mesh.tls), ...ports(mesh.tcp)]).toEqual([[GATEWAY, 80], [GATEWAY, 443], [GATEWAY, 3306]]);
    expect(spec('Gateway').servers.map((server: any) => server.port)).toEqual([
      { number: 80, name: 'https-payments-80', protocol: 'HTTPS' }, { number: 443, name: 'tls-payments-443', protocol: 'TLS' }, { number: 3306, name: 'tls-payments-3306', protocol: 'TLS' },
    ]);
    const { http, tcp } = spec('VirtualService', 'egress-payments');
    expect(http).toEqual([{ match: [{ port: 80 }], route: [{ destination: { host: HOST, port: { number: 80 } } }] }]);
    expect(tcp.map(({ match }: any) => match)).toEqual([[{ port: 443 }], [{ port: 3306 }]]);
    expect(spec('Service').ports).toEqual([
      { name: 'tls-80', port: 80, targetPort: 8080 }, { name: 'tls-443', port: 443, targetPort: 8443 }, { name: 'tls-3306', port: 3306, targetPort: 3306 },
    ]);
  });

  test('keeps policies of the caller with the caller', () => {
    const { chart, service, spec } = through({ port: 80 });
    new RoutePolicy(chart, 'patience', { service, timeout: Duration.seconds(3) });
    expect(spec('VirtualService', 'payments').http[0]).toMatchObject({ timeout: '3s', route: [{ destination: { host: GATEWAY } }] });
    expect(spec('VirtualService', 'egress-payments').http).toEqual([{ route: [{ destination: { host: HOST } }] }]);
  });

  test('keeps HTTP/2 and gRPC what they are', () => {
    const { spec } = through({ port: 9000, protocol: PortProtocol.GRPC });
    expect(spec('DestinationRule').subsets[0].trafficPolicy.connectionPool).toEqual({ http: { useClientProtocol: true } });
  });

  test('has its subset before its route in one file, whichever was made first', () => {
    const { chart } = through({ port: 80 });
    const names = synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.indexOf('VirtualService payments')).toBeGreaterThan(names.indexOf('DestinationRule egress'));
  });

  test('goes directly while the gateway stands ready, and changes nothing else', () => {
    const [ready, led] = [true, false].map(standby => {
      const chart = newChart();
      const service = external({ port: 80 }, chart);
      new EgressGateway(chart, 'egress').route(service, { standby });
      return synth(chart);
    });
    const isRoute = ({ kind, metadata }: any) => kind === 'VirtualService' && metadata.name === 'payments';
    expect(ready.filter(isRoute)).toEqual([]);
    expect(led.filter(isRoute)).toHaveLength(1);
    const sorted = (objects: any[]) => objects.filter(object => !isRoute(object)).map(object => JSON.stringify(object)).sort();
    expect(sorted(ready)).toEqual(sorted(led));
  });

  test('is encrypted to the server by the gateway where the service says so', () => {
    const { spec } = through({ tls: TlsOrigination.simple() });
    expect(spec('DestinationRule', 'payments').trafficPolicy.tls).toMatchObject({ mode: 'SIMPLE', sni: HOST });
  });

  test('of a wildcard with endpoints is asked for by a name below it', () => {
    const { spec } = through({ host: '*.example.com', endpoints: [{ address: 'front.example.com' }] });
    expect(spec('Gateway').servers[0].hosts).toEqual(['*.example.com']);
    expect(spec('DestinationRule').subsets[0].trafficPolicy.tls.sni).toBe('wildcard.example.com');
    expect(spec('AuthorizationPolicy').rules[0].when).toEqual([{ key: 'connection.sni', values: ['wildcard.example.com'] }]);
  });
});

describe('who may leave', () => {
  test('is who declares it, for that host alone', () => {
    const { chart, gateway, spec } = through();
    const billing = new Chart(chart, 'billing', { namespace: 'billing' });
    const mail = new ExternalService(billing, 'mail', { host: 'smtp.example.com' });
    caller(billing, 'invoices', mail);
    gateway.route(mail);
    caller(chart, 'idle');
    const rule = (account: string, host: string) => ({ from: [{ source: { principals: [`cluster.local/ns/${account}`] } }], when: [{ key: 'connection.sni', values: [host] }] });
    expect(spec('AuthorizationPolicy')).toEqual({
      selector: { matchLabels: { 'app': 'egress', 'istio': 'egress', 'gateway-namespace': 'shop' } },
      rules: [rule('shop/sa/cart', HOST), rule('billing/sa/invoices', 'smtp.example.com')],
    });
    expect(spec('DestinationRule').subsets.map(({ name }: any) => name)).toEqual(['payments', 'billing-mail']);
    expect(written(chart, 'ServiceEntry', 'mail').exportTo).toEqual(['.', 'shop']);
  });

  test('is nobody where nobody declares it', () => {
    const chart = newChart();
    new EgressGateway(chart, 'egress').route(external({}, chart));
    expect(written(chart, 'AuthorizationPolicy', 'egress').rules).toEqual([]);
  });

  test('is also who another app deploys', () => {
    const chart = newChart();
    const service = external({}, chart);
    const far = MeshService.fromServiceAttributes(chart, 'far', { serviceName: 'far', namespace: 'far', ports: [{ port: 80 }], serviceAccountName: 'far' });
    new EgressGateway(chart, 'egress').route(service, { callers: [far] });
    expect(written(chart, 'AuthorizationPolicy', 'egress').rules[0].from).toEqual([{ source: { principals: ['cluster.local/ns/far/sa/far'] } }]);
    expect(written(chart).exportTo).toEqual(['.', 'far']);
  });

  test('is kept from the others\' business at pods that they share', () => {
    const { spec, chart } = through({}, GatewayWorkload.shared({ selector: { istio: 'egressgateway' }, serviceName: 'istio-egressgateway', serviceAccountName: 'istio-egressgateway-service-account' }));
    const policy = find(synth(chart), 'AuthorizationPolicy', 'egress');
    expect(policy.metadata.namespace).toBe('istio-system');
    expect(policy.spec).toEqual({
      selector: { matchLabels: { istio: 'egressgateway' } },
      action: 'DENY',
      rules: [{ from: [{ source: { notPrincipals: ['cluster.local/ns/shop/sa/cart'] } }], when: [{ key: 'connection.sni', values: [HOST] }] }],
    });
    expect(spec('DestinationRule').host).toBe('istio-egressgateway.istio-system.svc.cluster.local');
    expect(written(chart).exportTo).toEqual(['.', 'istio-system']);
  });

  test('fails for a caller without a known identity', () => {
    const chart = newChart();
    const service = external({}, chart);
    const far = MeshService.fromServiceAttributes(chart, 'far', { serviceName: 'far', namespace: 'far', ports: [{ port: 80 }] });
    new EgressGateway(chart, 'egress').route(service, { callers: [far] });
    expectFailure(() => synth(chart), '[chart/egress] cannot let \'chart/far\' through to \'chart/payments\'', 'whose identity is not known');
  });
});

test('its pods listen on ports that need no right, that no other has and the proxy does not use', () => {
  const { spec } = through({ ports: [80, 443, 8080, 8443, 9000, 15021].map(port => ({ port })) });
  expect(spec('Service').ports.map((port: any) => port.targetPort)).toEqual([8080, 8443, 18080, 18443, 19000, 25021]);
});

test('its pods are its own, and nobody calls them from outside', () => {
  const { spec, gateway } = through({}, GatewayWorkload.own({ replicas: 3 }));
  expect(spec('Service').type).toBe('ClusterIP');
  expect(spec('Deployment').replicas).toBe(3);
  expect(gateway.principal).toBe('cluster.local/ns/shop/sa/egress');
  expect(gateway.externalServices.map(one => one.host)).toEqual([HOST]);
  expect(ofKind(synth(gateway), 'Role')).toEqual([]);
});

describe('fails', () => {
  test('for a service that leaves by another gateway, or twice', () => {
    const { chart, service, gateway } = through();
    expectFailure(() => new EgressGateway(chart, 'other').route(service), '[chart/other/payments] routes \'chart/payments\', which \'chart/egress/payments\' routes already');
    expectFailure(() => gateway.route(service), '[chart/egress] routes \'chart/payments\' under the name \'payments\', which it uses already');
  });

  test('for one that goes where the application says', () => {
    expectFailure(() => through({ host: '*.example.com' }), '[chart/egress/payments] routes \'chart/payments\', whose resolution NONE', 'at a gateway that is the gateway itself', 'give it endpoints or Resolution.DYNAMIC_DNS');
    expectFailure(() => through({ resolution: Resolution.NONE }), 'give it endpoints, or Resolution.DNS');
  });

  test('for ports that the pods cannot tell apart', () => {
    const ports = [8080, 18080].map(port => ({ port, protocol: PortProtocol.HTTP }));
    expectFailure(() => through({ ports }), '[chart/egress] has ports 8080 and 18080, and its pods listen for both on 18080', 'use another port');
  });

  test('when it leads nowhere', () => {
    const chart = newChart();
    new EgressGateway(chart, 'egress');
    expectFailure(() => synth(chart), '[chart/egress] leads nowhere');
  });
});
