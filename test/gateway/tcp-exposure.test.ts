import { CanaryRoute, ExposeTcpProps, GatewayWorkload, MeshGateway, MeshService, PortProtocol, RouteMatch, ServiceRoute, RouteAction } from '../../src';
import { expectFailure, IMAGE, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

const HOST = 'db.shop.svc.cluster.local';

function edge(props?: ExposeTcpProps, ports: object = { port: 3306, protocol: PortProtocol.MYSQL }) {
  const chart = newChart();
  const service = withVersion(chart, 'db', ports);
  const gateway = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
  gateway.exposeTcp(service, props);
  return { chart, service, gateway };
}
const routesOf = (chart: ReturnType<typeof newChart>, port = 3306) => find(synth(chart), 'VirtualService', `edge-tcp-${port}`).spec;

test('a port of the gateway leads to the service', () => {
  const { chart } = edge();
  const objects = synth(chart);
  expect(find(objects, 'Gateway', 'edge').spec.servers.slice(-1)).toEqual([{ port: { number: 3306, name: 'tcp-3306', protocol: 'TCP' }, hosts: ['*'] }]);
  expect(find(objects, 'Service', 'edge').spec.ports).toContainEqual({ name: 'tcp-3306', port: 3306, targetPort: 3306 });
  expect(routesOf(chart)).toEqual({
    hosts: ['*'],
    gateways: ['shop/edge'],
    tcp: [{ match: [{ port: 3306 }], route: [{ destination: { host: HOST, subset: 'v1' } }] }],
  });
});

test('a split weighs the same there, and what asks who calls does not hold', () => {
  const { chart, service } = edge();
  const [stable] = service.versions;
  const canary = service.addVersion('v2', { image: IMAGE });
  new CanaryRoute(chart, 'canary', { stable, canary, weight: 10 });
  new ServiceRoute(chart, 'audit', { service, match: [RouteMatch.fromNamespace('audit')], action: RouteAction.toVersion(canary) });
  expect(routesOf(chart).tcp).toEqual([{
    match: [{ port: 3306 }],
    route: [{ destination: { host: HOST, subset: 'v2' }, weight: 10 }, { destination: { host: HOST, subset: 'v1' }, weight: 90 }],
  }]);
});

test('another port of the gateway, and one of several of the service', () => {
  const ports = [{ port: 80 }, { port: 3306, protocol: PortProtocol.MYSQL }, { port: 6379, protocol: PortProtocol.REDIS }];
  const { chart } = edge({ port: 9999, servicePort: 6379 }, { ports });
  expect(routesOf(chart, 9999).tcp).toEqual([{ match: [{ port: 9999 }], route: [{ destination: { host: HOST, subset: 'v1', port: { number: 6379 } } }] }]);
});

describe('fails', () => {
  test('for a service that speaks no TCP, or not at that port', () => {
    expectFailure(() => edge({}, { port: 80 }), 'chart/edge', 'needs a TCP port of \'chart/db\', which has 80 (http)');
    expectFailure(() => edge({ servicePort: 81 }), 'needs a TCP port 81');
  });

  test('for a port of HTTP or TLS hosts, and one that is none', () => {
    expectFailure(() => edge({ port: 443 }), 'takes connections at port 443, which is for TLS hosts');
    expectFailure(() => edge({ port: 0 }), 'port 0 is not a port');
  });

  test('for a port that leads to a service already', () => {
    const { chart, gateway } = edge();
    const other = withVersion(chart, 'other', { port: 3306, protocol: PortProtocol.TCP }) as MeshService;
    expectFailure(() => gateway.exposeTcp(other), 'edge-tcp-3306');
  });
});
