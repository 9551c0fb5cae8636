import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { AdoptedService, AdoptedServiceProps, CanaryRoute, MeshService, MutualTlsMode, MutualTlsPolicy, PolicyScope, PortProtocol } from '../../src';
import { find, findOnly, ofKind, synth } from '../support/synth';

function serviceObject(scope: Chart, ports: object[], name = 'shop', spec: object = { selector: { app: name } }, namespace?: string): ApiObject {
  return new ApiObject(scope, `Service ${name}`, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports, ...spec } });
}

function adopt(ports: object[], props: Partial<AdoptedServiceProps> = {}, chart = newChart()) {
  const service = new AdoptedService(chart, 'shop', { service: serviceObject(chart, ports), ...props });
  service.adopt('v1', { labels: { version: 'v1' } });
  return { chart, service };
}

function deployment(scope: Chart, name: string, app: string, serviceAccountName?: string): ApiObject {
  return new ApiObject(scope, `Deployment ${name}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: { app, deployment: name } }, template: { metadata: { labels: { app, deployment: name } }, spec: { serviceAccountName, containers: [{ name: 'main', image: IMAGE }] } } },
  });
}

/** What each port is taken for, and what was written for Istio. */
function protocolsOf(given: object[], protocols?: { [port: string]: PortProtocol }) {
  const { chart, service } = adopt(given, { protocols });
  const written = find(synth(chart), 'Service', 'shop').spec.ports;
  return service.ports.map(({ protocol }, index) => [protocol, written[index].appProtocol]);
}

describe('an adopted Service', () => {
  test('keeps what it is, and gets a DestinationRule, but no route and no Sidecar unasked', () => {
    const { chart, service } = adopt([{ name: 'http', port: 80, targetPort: 8080 }]);
    const objects = synth(chart);
    expect(objects.map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule']);
    expect(findOnly(objects, 'Service').spec).toEqual({ selector: { app: 'shop' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    expect(findOnly(objects, 'DestinationRule').spec).toEqual({ host: 'shop.shop.svc.cluster.local', subsets: [{ name: 'v1', labels: { version: 'v1' } }] });
    expect(service).toMatchObject({ serviceName: 'shop', namespace: 'shop', podLabels: { app: 'shop' } });
  });

  test('takes part in a canary', () => {
    const { chart, service } = adopt([{ name: 'http', port: 80 }]);
    new CanaryRoute(chart, 'canary', { stable: service.versions[0], canary: service.adopt('v2', { labels: { version: 'v2' } }), weight: 10 });
    expect(findOnly(synth(chart), 'VirtualService').spec.http[0].route.map((one: any) => [one.destination.subset, one.weight])).toEqual([['v2', 10], ['v1', 90]]);
  });

  test('may come from cdk8s-plus, with its Deployment', () => {
    const chart = newChart();
    const pods = new kplus.Deployment(chart, 'Deployment', { containers: [{ image: IMAGE, portNumber: 8080 }] });
    const shop = new AdoptedService(chart, 'shop', { service: pods.exposeViaService({ name: 'shop', ports: [{ name: 'http', port: 80, targetPort: 8080 }] }) });
    shop.adopt('v1', { workload: pods });
    expect(find(synth(chart), 'DestinationRule', 'shop').spec.host).toBe('shop.shop.svc.cluster.local');
  });

  test('says in which namespace it is, or its chart does', () => {
    const chart = new Chart(new App(), 'chart');
    const service = new AdoptedService(chart, 'shop', { service: serviceObject(chart, [{ name: 'http', port: 80 }], 'shop', undefined, 'prod') });
    expect(service.host).toBe('shop.prod.svc.cluster.local');
    expectFailure(() => new AdoptedService(chart, 'cart', { service: serviceObject(chart, [{ name: 'http', port: 80 }], 'cart') }), '[chart/cart] has no namespace');
  });

  test('is confined to what it calls when it says so, or that it is', () => {
    const sidecars = (props: Partial<AdoptedServiceProps>) => ofKind(synth(adopt([{ name: 'http', port: 80 }], props).chart), 'Sidecar').map(({ spec }) => spec);
    expect(sidecars({})).toEqual([]);
    expect(sidecars({ calls: [] })).toMatchObject([{ workloadSelector: { labels: { app: 'shop' } }, egress: [{ hosts: ['istio-system/*'] }] }]);
    expect(sidecars({ confine: true })).toHaveLength(1);
    expect(sidecars({ confine: false, calls: [] })).toEqual([]);
  });

  test('has calls that hold although it is not confined yet', () => {
    const chart = newChart();
    const payment = withVersion(chart, 'payment');
    const { service } = adopt([{ name: 'http', port: 80 }], { calls: [payment], confine: false }, chart);
    expect(service.callees).toEqual([payment]);
    expect(ofKind(synth(chart), 'Sidecar').map(({ metadata }) => metadata.name)).toEqual(['payment']);
  });
});

describe('the protocol of an adopted port', () => {
  test.each([
    [{ name: 'http', port: 80 }, 'http'], [{ name: 'http-web', port: 80 }, 'http'], [{ name: 'grpc-web-api', port: 80 }, 'grpc-web'], [{ name: 'grpc-api', port: 80 }, 'grpc'],
    [{ name: 'web', port: 80, appProtocol: 'http' }, 'http'], [{ port: 80, appProtocol: 'HTTP2' }, 'http2'], [{ name: 'tcp', port: 80, appProtocol: 'grpc' }, 'grpc'],
    [{ port: 80, appProtocol: 'kubernetes.io/h2c' }, 'http2'], [{ port: 80, appProtocol: 'kubernetes.io/ws' }, 'http'], [{ port: 80, appProtocol: 'kubernetes.io/wss' }, 'https'],
    [{ port: 53, protocol: 'UDP' }, 'udp'], [{ name: 'dns', port: 53, protocol: 'UDP', appProtocol: 'dns' }, 'udp'],
  ])('is what Istio reads from it, and nothing is written: %j', (port, protocol) => {
    expect(protocolsOf([port])).toEqual([[protocol, (port as { appProtocol?: string }).appProtocol]]);
  });

  test('is what is said of its number or name, and Istio is told', () => {
    expect(protocolsOf([{ name: 'web', port: 80 }, { name: 'db', port: 5432 }, { name: 'http', port: 81 }], { 80: PortProtocol.HTTP, db: PortProtocol.TCP }))
      .toEqual([['http', 'http'], ['tcp', 'tcp'], ['http', undefined]]);
  });

  test('is what is said where the Service says otherwise', () => {
    expect(protocolsOf([{ name: 'http', port: 80 }], { http: PortProtocol.GRPC })).toEqual([['grpc', 'grpc']]);
    expect(protocolsOf([{ name: 'http', port: 80, appProtocol: 'acme.com/own' }], { http: PortProtocol.HTTP })).toEqual([['http', 'http']]);
  });

  test('fails unknown, with all such ports', () => {
    const given = [{ name: 'web', port: 80 }, { name: 'http', port: 81 }, { port: 82, name: 'httpbin' }];
    expectFailure(() => adopt(given), '[chart/shop] does not know what port 80 (\'web\'), 82 (\'httpbin\') of Service \'shop\' speaks', 'say it in protocols, for example { \'80\': PortProtocol.HTTP }');
    expectFailure(() => adopt([{ port: 9000 }]), 'port 9000 of Service \'shop\'');
    expectFailure(() => adopt([{ name: 'http', port: 80, appProtocol: 'acme.com/own' }]), 'does not know what port 80 (\'http\')');
  });

  test('fails for a port that there is not', () => {
    expectFailure(() => adopt([{ name: 'http', port: 80 }, { name: 'tcp', port: 90 }], { protocols: { 8080: PortProtocol.HTTP } }), '[chart/shop] has a protocol for port \'8080\', which Service \'shop\' lacks', 'use one of http, tcp');
  });

  test('fails where it is UDP for one and not for the other', () => {
    expectFailure(() => adopt([{ name: 'dns', port: 53, protocol: 'UDP' }], { protocols: { dns: PortProtocol.HTTP } }), '[chart/shop] takes port 53 (\'dns\') of Service \'shop\' for http, and the Service has it for UDP');
    expectFailure(() => adopt([{ port: 53 }], { protocols: { 53: PortProtocol.UDP } }), 'for udp, and the Service has it for TCP', 'correct one of them');
  });
});

describe('a port of an adopted Service that leads to the pods by name', () => {
  const named = [{ name: 'http', port: 80, targetPort: 'web' }, { name: 'http-admin', port: 81, targetPort: 8081 }, { name: 'tcp', port: 90 }];
  const running = (scope: Chart, name: string, containerPort: number) => new ApiObject(scope, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: 'shop', name } },
      template: {
        metadata: { labels: { app: 'shop', name } },
        spec: { serviceAccountName: 'shop', containers: [{ name: 'a', image: IMAGE }, { name: 'b', image: IMAGE, ports: [{ containerPort: 1 }, { name: 'web', containerPort }] }] },
      },
    },
  });
  const shop = (chart: Chart) => new AdoptedService(chart, 'shop', { service: serviceObject(chart, named) });

  test('is routed without the number, and says none', () => {
    expect(shop(newChart()).ports.map(({ port, targetPort }) => [port, targetPort])).toEqual([[80, undefined], [81, 8081], [90, 90]]);
  });

  test('has the number of its pods where that matters: in mutual TLS by port', () => {
    const chart = newChart();
    const service = shop(chart);
    service.adopt('v1', { workload: running(chart, 'one', 8080) });
    service.adopt('v2', { workload: running(chart, 'two', 8080) });
    const policy = new MutualTlsPolicy(chart, 'mtls', {
      mode: MutualTlsMode.STRICT,
      scope: PolicyScope.service(service),
      ports: [{ port: 80, mode: MutualTlsMode.PERMISSIVE }, { port: 81, mode: MutualTlsMode.DISABLE }],
    });
    expect(Object.keys(ApiObject.of(policy).toJson().spec.portLevelMtls)).toEqual(['8080', '8081']);
  });

  test('fails where the number is needed and not known, or differs', () => {
    const chart = newChart();
    const service = shop(chart);
    const number = () => service._ports[0].targetPort;
    expectFailure(number, '[chart/shop] leads port 80 to the pods\' port \'web\'', '(none is adopted yet)', 'adopt the workloads before');
    service.adopt('v1', { workload: running(chart, 'one', 8080) });
    expect(number()).toBe(8080);
    service.adopt('v2', { workload: running(chart, 'two', 9090) });
    expectFailure(number, '(v1 8080, v2 9090)', 'a targetPort by number');
    service.adopt('v3', { labels: { release: 'old' } });
    expectFailure(number, '(v1 8080, v2 9090, v3 not known)');
  });
});

describe('the identity of an adopted service', () => {
  test('is that of its workloads where they have one', () => {
    const chart = newChart();
    const { service } = adopt([{ name: 'http', port: 80 }], {}, chart);
    expect(service.principal).toBeUndefined();
    const shop = new AdoptedService(chart, 'cart', { service: serviceObject(chart, [{ name: 'http', port: 80 }], 'cart') });
    shop.adopt('v1', { workload: deployment(chart, 'one', 'cart', 'seller') });
    expect(shop.principal).toBe('cluster.local/ns/shop/sa/seller');
    shop.adopt('v2', { workload: deployment(chart, 'two', 'cart', 'seller') });
    expect(shop.principal).toBe('cluster.local/ns/shop/sa/seller');
    shop.adopt('v3', { workload: deployment(chart, 'three', 'cart') });
    expect(shop.principal).toBeUndefined();
  });

  test('is named once, with all services, where several share it', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const chart = newChart();
    for (const [name, account] of [['a', undefined], ['b', 'default'], ['c', 'own'], ['d', undefined]] as const) {
      const service = new AdoptedService(chart, name, { service: serviceObject(chart, [{ name: 'http', port: 80 }], name) });
      service.adopt('v1', { workload: deployment(chart, name, name, account) });
      service.adopt('v2', { workload: deployment(chart, `${name}-2`, name, account) });
    }
    synth(chart);
    synth(chart);
    expect(stderr.mock.calls).toEqual([['warning: [chart/a] \'chart/a\', \'chart/b\', \'chart/d\' run as one service account, \'default\': the mesh cannot tell them apart; give each a service account of its own\n']]);
    stderr.mockRestore();
  });

  test('is named too where a service of ours has it', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const chart = newChart();
    withVersion(chart, 'cart');
    const { service } = adopt([{ name: 'http', port: 80 }], {}, chart);
    service.adopt('v2', { workload: deployment(chart, 'two', 'shop', 'cart') });
    synth(chart);
    expect(stderr.mock.calls.flat()).toEqual([expect.stringContaining('\'chart/cart\', \'chart/shop\' run as one service account, \'cart\'')]);
    stderr.mockRestore();
  });
});

describe('bad adopted Services', () => {
  test('fails: another kind, or nothing that is one object', () => {
    const chart = newChart();
    expectFailure(() => new AdoptedService(chart, 'a', { service: deployment(chart, 'x', 'x') }), '[chart/a] adopts Deployment \'x\'', 'kind Service');
    expectFailure(() => new AdoptedService(chart, 'b', { service: chart }), '[chart/b] is given \'chart\' as its service, which stands for no single object');
  });

  test.each([{}, { selector: {} }, { type: 'ExternalName', externalName: 'x.example.com' }])('fails: no selector (%j)', spec => {
    const chart = newChart();
    expectFailure(() => new AdoptedService(chart, 'shop', { service: serviceObject(chart, [{ name: 'http', port: 80 }], 'shop', spec) }), '[chart/shop] adopts Service \'shop\', which has no selector', 'MeshService.fromServiceAttributes');
  });

  test('fails: no port', () => {
    expectFailure(() => adopt([]), '[chart/shop] adopts Service \'shop\', which has no port');
  });

  test('fails: a host that a service of ours has', () => {
    const chart = newChart();
    new MeshService(chart, 'other', { name: 'shop', port: 80 });
    expectFailure(() => adopt([{ name: 'http', port: 80 }], {}, chart), '[chart/shop] host \'shop.shop.svc.cluster.local\' is owned by \'chart/other\' already');
  });

  test('fails: two Sidecars for the same pods, of which Istio would take one', () => {
    const chart = newChart();
    const selector = { tier: 'web', app: 'shop' };
    new AdoptedService(chart, 'one', { service: serviceObject(chart, [{ name: 'http', port: 80 }], 'shop', { selector }), calls: [] });
    const twin = serviceObject(chart, [{ name: 'http', port: 80 }], 'shop-headless', { clusterIP: 'None', selector: { app: 'shop', tier: 'web' } });
    expectFailure(() => new AdoptedService(chart, 'two', { service: twin, calls: [] }), '[chart/two] the Sidecar of the pods app=shop,tier=web in namespace \'shop\' is owned by \'chart/one\' already', 'leave out calls and confine here');
  });

  test('fails: no version', () => {
    const chart = newChart();
    new AdoptedService(chart, 'shop', { service: serviceObject(chart, [{ name: 'http', port: 80 }]) });
    expectFailure(() => synth(chart), '[chart/shop] has no version');
  });
});
