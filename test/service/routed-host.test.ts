import { Duration } from 'cdk8s';
import { expectFailure, newChart, withVersion } from './fixtures';
import { PortProtocol, RouteAction, RouteMatch, RoutePolicy, ServiceRoute } from '../../src';
import { synth } from '../support/synth';

describe('contributions', () => {
  test('fail with a port that the service lacks', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop', { ports: [{ port: 80 }, { port: 9000, protocol: PortProtocol.TCP }] });
    const action = RouteAction.toVersion(shop.versions[0]);
    expectFailure(() => new ServiceRoute(chart, 'route', { service: shop, action, ports: [8080] }), '[chart/route] port 8080 is none of \'chart/shop\'', 'use one of 80, 9000');
    expectFailure(() => new RoutePolicy(chart, 'policy', { service: shop, timeout: Duration.seconds(1), ports: [80, 1] }), '[chart/policy] port 1 is none of');
  });

  test('fail where they need requests and the port carries connections', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop', { ports: [{ port: 9000, protocol: PortProtocol.TCP }, { port: 443, protocol: PortProtocol.HTTPS }] });
    const [version] = shop.versions;
    const parts = ['needs HTTP requests, and of \'chart/shop\' port 9000 speaks tcp, port 443 speaks https', 'give the port another protocol'];
    const match = [RouteMatch.header('x-user').present()];
    expectFailure(() => new ServiceRoute(chart, 'a', { service: shop, match, action: RouteAction.toVersion(version) }), '[chart/a] ', ...parts);
    expectFailure(() => new ServiceRoute(chart, 'b', { service: shop, action: RouteAction.respond(404) }), '[chart/b] ', ...parts);
    expectFailure(() => new ServiceRoute(chart, 'c', { service: shop, action: RouteAction.toVersion(version), timeout: Duration.seconds(1) }), '[chart/c] ', ...parts);
    expectFailure(() => new RoutePolicy(chart, 'd', { service: shop, timeout: Duration.seconds(1) }), '[chart/d] ', ...parts);
  });

  test('fail where the port carries nothing that the mesh routes', () => {
    const chart = newChart();
    const dns = withVersion(chart, 'dns', { port: 53, protocol: PortProtocol.UDP });
    expectFailure(
      () => new ServiceRoute(chart, 'route', { service: dns, action: RouteAction.toVersion(dns.versions[0]) }),
      '[chart/route] needs TCP connections, and of \'chart/dns\' port 53 speaks udp', 'give the port another protocol',
    );
  });

  test('fail together at synth, each with both constructs', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    const action = RouteAction.toVersion(shop.versions[0]);
    for (const [id, header] of [['a', 'x-a'], ['b', 'x-a'], ['c', 'x-c'], ['d', 'x-c']]) {
      new ServiceRoute(chart, id, { service: shop, match: [RouteMatch.header(header).present()], action, order: header === 'x-a' ? 0 : 1 });
    }
    expectFailure(() => synth(chart), '[chart/shop] \'chart/b\': claims header \'x-a\' present, and so does \'chart/a\'', '[chart/shop] \'chart/d\': claims header \'x-c\' present, and so does \'chart/c\'');
  });
});
