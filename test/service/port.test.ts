import fc from 'fast-check';
import { expectFailure, newChart, withVersion } from './fixtures';
import { MeshService, PortProtocol, ServicePort } from '../../src';
import { resolvePorts, trafficOf } from '../../src/service/port';
import { portName } from '../support/schema/names';
import { find, synth } from '../support/synth';

const protocols = Object.values(PortProtocol);

describe('the ports of a service', () => {
  test('are named for what they speak, so that Istio knows', () => {
    const chart = newChart();
    withVersion(chart, 'shop', { ports: protocols.map((protocol, index) => ({ port: 1000 + index, protocol })) });
    const ports = find(synth(chart), 'Service', 'shop').spec.ports;
    expect(ports.map((port: any) => port.name)).toEqual(['http', 'http2', 'grpc', 'grpc-web', 'tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp']);
    expect(ports.filter((port: any) => port.protocol !== undefined)).toEqual([{ name: 'udp', port: 1010, targetPort: 1010, protocol: 'UDP' }]);
  });

  test('speak HTTP and listen where they are called, unless told otherwise', () => {
    expect(resolvePorts(newChart(), [{ port: 80 }, { port: 81, targetPort: 8080, protocol: PortProtocol.HTTP2, name: 'http2-admin' }])).toEqual([
      { port: 80, targetPort: 80, protocol: 'http', name: 'http', sniHosts: [] },
      { port: 81, targetPort: 8080, protocol: 'http2', name: 'http2-admin', sniHosts: [] },
    ]);
  });

  test('that speak the same are told apart by number', () => {
    expect(resolvePorts(newChart(), [{ port: 80 }, { port: 8080 }, { port: 9090 }]).map(port => port.name)).toEqual(['http', 'http-8080', 'http-9090']);
  });

  test('have names of their own that Kubernetes takes and Istio reads, whatever they are', () => {
    const one = fc.record({ port: fc.integer({ min: 1, max: 65535 }), protocol: fc.constantFrom(...protocols) });
    const ports = fc.uniqueArray(one, { selector: port => port.port, minLength: 1 });
    fc.assert(fc.property(ports, given => {
      const resolved = resolvePorts(newChart(), given);
      return new Set(resolved.map(port => port.name)).size === given.length
        && resolved.every(({ name, protocol }) => portName(name) === undefined && (name === protocol || name.startsWith(`${protocol}-`)));
    }));
  });

  test('can be read back, without a way to change them', () => {
    const service = withVersion(newChart(), 'shop', { port: 80, targetPort: 8080 });
    (service.ports as any[])[0].port = 1;
    expect(service.ports).toEqual([{ port: 80, targetPort: 8080, protocol: PortProtocol.HTTP, name: 'http', sniHosts: [] }]);
  });

  test('are routed by request, by connection, by server name, or not at all', () => {
    expect(protocols.map(trafficOf)).toEqual(['http', 'http', 'http', 'http', 'tcp', 'tls', 'tls', 'tcp', 'tcp', 'tcp', 'udp']);
  });
});

describe('bad ports', () => {
  const make = (...ports: ServicePort[]) => () => new MeshService(newChart(), 'shop', { ports });

  test.each([0, 65536, 80.5, NaN])('fails: port %d', port => {
    expectFailure(make({ port }), `[chart/shop] port ${port} is not a port`, '1 to 65535');
    expectFailure(make({ port: 80, targetPort: port }), `[chart/shop] targetPort ${port} is not a port`);
  });

  test('fails: none', () => {
    expectFailure(make(), '[chart/shop] has no port: give `port`, or `ports`');
    expectFailure(() => new MeshService(newChart(), 'shop', {}), '[chart/shop] has no port: give `port`, or `ports`');
  });

  test('fails: one port or one name twice', () => {
    expectFailure(make({ port: 80 }, { port: 80, protocol: PortProtocol.GRPC }), '[chart/shop] ports 80 (\'http\') and 80 (\'grpc\') are not distinct', 'each port and each port name once');
    expectFailure(make({ port: 80, name: 'http-web' }, { port: 81, name: 'http-web' }), 'ports 80 (\'http-web\') and 81 (\'http-web\') are not distinct');
  });

  test.each(['web', 'grpc', 'HTTP', 'http-', 'http--web', 'http_web', 'http-averyveryverylong', 'httpweb'])('fails: an HTTP port named %j', name => {
    expectFailure(make({ port: 80, name }), `[chart/shop] port name '${name}' is not allowed for http`, 'use \'http\' or \'http-...\'', 'at most 15', 'Istio reads the protocol from it');
  });

  test('fails: a protocol that does not exist', () => {
    expectFailure(make({ port: 80, protocol: 'FTP' as PortProtocol }), '[chart/shop] port name \'FTP\' is not allowed for FTP');
  });

  test('fails: server names of a port that has none', () => {
    expectFailure(make({ port: 80, sniHosts: ['shop.example.com'] }), '[chart/shop] port 80 speaks http and has sniHosts', 'PortProtocol.TLS and HTTPS');
  });

  test('fails: server names that are none, or all', () => {
    expectFailure(make({ port: 443, protocol: PortProtocol.TLS, sniHosts: ['https://x'] }), '[chart/shop] sniHosts of port 443 \'https://x\' is no fully qualified host');
    expectFailure(make({ port: 443, protocol: PortProtocol.TLS, sniHosts: ['*'] }), '[chart/shop] sniHosts of port 443 has \'*\'', '\'*.example.com\'');
  });

  test('fails: a server name that another service owns', () => {
    const chart = newChart();
    const ports = [{ port: 443, protocol: PortProtocol.TLS, sniHosts: ['shop.example.com'] }];
    new MeshService(chart, 'one', { ports });
    expectFailure(() => new MeshService(chart, 'two', { ports }), '[chart/two] host \'shop.example.com\' is owned by \'chart/one\' already');
  });

  test('fails: both ways of giving them', () => {
    expectFailure(() => new MeshService(newChart(), 'shop', { port: 80, ports: [{ port: 81 }] }), '[chart/shop] has port 80 and ports', 'put all of them into ports');
    expectFailure(() => new MeshService(newChart(), 'shop', { ports: [{ port: 81 }], targetPort: 8080 }), '[chart/shop] has ports, and targetPort or protocol beside them');
    expectFailure(() => new MeshService(newChart(), 'shop', { ports: [{ port: 81 }], protocol: PortProtocol.GRPC }), 'give these to each of the ports');
  });
});
