import { ApiObject, App, Chart } from 'cdk8s';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { GatewayTls, MeshGateway, MeshService, PortProtocol, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { synth, synthFiles } from '../support/synth';

const orderOf = (chart: Chart) => synth(chart).filter(({ kind }) => ['DestinationRule', 'VirtualService'].includes(kind)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const forward = (from: MeshService, to: MeshService, path = '/') =>
  new ServiceRoute(from, `to-${to.serviceName}`, { service: from, match: [RouteMatch.path().prefix(path)], action: RouteAction.toService(to) });

describe('a VirtualService stands behind every DestinationRule whose subsets it names', () => {
  test('its own', () => {
    const chart = newChart();
    for (const id of ['a', 'b']) {
      withVersion(chart, id).addVersion('v2', { image: IMAGE });
    }
    expect(orderOf(chart)).toEqual(['DestinationRule a', 'VirtualService a', 'DestinationRule b', 'VirtualService b']);
  });

  test('its own, whatever else is put behind one of the two, or asks for it', () => {
    const chart = newChart();
    const early = new ApiObject(chart, 'early', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'early' } });
    const services = ['a', 'b', 'c'].map(id => withVersion(chart, id));
    services.forEach(service => service.addVersion('v2', { image: IMAGE }));
    const late = new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } });
    early.addDependency(services[0].virtualService!);
    late.addDependency(services[1].destinationRule);
    services[2].virtualService!.addDependency(services[2].destinationRule, services[1]);
    const order = synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const place = (object: string) => order.indexOf(object);
    for (const id of ['a', 'b', 'c']) {
      expect(place(`DestinationRule ${id}`)).toBeGreaterThan(-1);
      expect(place(`DestinationRule ${id}`)).toBeLessThan(place(`VirtualService ${id}`));
    }
    expect(place('VirtualService a')).toBeLessThan(place('ConfigMap early'));
    expect(place('DestinationRule b')).toBeLessThan(place('ConfigMap late'));
    expect(place('Deployment b-v2')).toBeLessThan(place('VirtualService c'));
  });

  test('those of services that a gateway exposes, also where the gateway was made first', () => {
    const chart = newChart();
    const gateway = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    gateway.expose(withVersion(chart, 'shop'));
    const passing = new MeshGateway(chart, 'tls', { hosts: ['db.example.com'], tls: GatewayTls.passthrough() });
    passing.expose(withVersion(chart, 'db', { protocol: PortProtocol.TLS }));
    expect(orderOf(chart)).toEqual(['DestinationRule shop', 'VirtualService edge-shop.example.com', 'DestinationRule db', 'VirtualService tls-db.example.com']);
  });

  test('those of services that it leads to, and that these lead to, whichever was made first', () => {
    const chart = newChart();
    const [a, b, c] = ['a', 'b', 'c'].map(id => withVersion(chart, id));
    c.addVersion('v2', { image: IMAGE });
    forward(a, b, '/b');
    forward(b, c, '/c');
    const order = orderOf(chart);
    expect(order).toHaveLength(6);
    for (const [service, ...rules] of [['a', 'a', 'b', 'c'], ['b', 'b', 'c'], ['c', 'c']]) {
      for (const rule of rules) {
        expect(order.indexOf(`DestinationRule ${rule}`)).toBeLessThan(order.indexOf(`VirtualService ${service}`));
      }
    }
  });

  test('as far as they stand in its file: files do not come to depend on each other', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map(id => new Chart(app, id, { namespace: id }));
    forward(withVersion(one, 'a'), withVersion(two, 'b'));
    expect([...synthFiles(app.charts[0]).keys()]).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  });

  test('fails with routes in a circle, with the circle', () => {
    const chart = newChart();
    const [a, b] = ['a', 'b'].map(id => withVersion(chart, id));
    forward(a, b);
    forward(b, a);
    expectFailure(() => synth(chart), 'services route to each other in a circle', '\'chart/a\' -> \'chart/b\' -> \'chart/a\'', 'let one of them end in a version');
  });
});
