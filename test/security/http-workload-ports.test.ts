import { ApiObject, Chart } from 'cdk8s';
import { issuer } from './fixtures';
import { GatewayTls, GatewayWorkload, JwtPolicy, MeshGateway, MeshSettings, PolicyScope, PortProtocol } from '../../src';
import { httpWorkloadPorts } from '../../src/security/http-workload-ports';
import { expectFailure } from '../service/fixtures';
import { addService, shopChart } from '../support/shop';
import { synth } from '../support/synth';

const TCP = { port: 9000, targetPort: 9100, protocol: PortProtocol.TCP };
const both = { ports: [{ port: 80, targetPort: 8080 }, TCP] };
const ask = (chart: Chart, scope: PolicyScope) => new JwtPolicy(chart, 'jwt', { scope, issuers: [issuer({ forwardOriginalToken: true })] });

describe('the ports of pods that rules about HTTP confine themselves to', () => {
  test('are none where the pods take nothing else', () => {
    const { service } = addService(shopChart(), 'cart', ['v1']);
    expect(httpWorkloadPorts(service, service)).toBeUndefined();
  });

  test.each([PortProtocol.TCP, PortProtocol.TLS, PortProtocol.HTTPS, PortProtocol.MYSQL])('are those that speak HTTP beside one of %s', protocol => {
    const { service } = addService(shopChart(), 'cart', ['v1'], { ports: [{ port: 80, targetPort: 8080 }, { port: 9000, protocol }] });
    expect(httpWorkloadPorts(service, service)).toEqual([8080]);
  });

  test('are none beside one of UDP, which passes the proxies by', () => {
    const { service } = addService(shopChart(), 'cart', ['v1'], { ports: [{ port: 80 }, { port: 53, protocol: PortProtocol.UDP }] });
    expect(httpWorkloadPorts(service, service)).toBeUndefined();
  });

  test('are the workload\'s own, each once', () => {
    const ports = [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8080, name: 'http-b' }, { port: 82, targetPort: 7070, name: 'http-c' }, TCP];
    const { service } = addService(shopChart(), 'cart', ['v1'], { ports });
    expect(httpWorkloadPorts(service, service)).toEqual([7070, 8080]);
  });

  test('are those of the same pods alone', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1']);
    addService(chart, 'db', ['v1'], { ports: [TCP] });
    expect(httpWorkloadPorts(service, service)).toBeUndefined();
  });
});

describe('tokens required of a namespace or a mesh', () => {
  test('fail where a service in it takes connections', () => {
    const { chart } = addService(shopChart(), 'cart', ['v1'], both);
    ask(chart, PolicyScope.namespace());
    expectFailure(() => synth(chart), "[shop/jwt] requires tokens at namespace 'shop', and 'shop/cart' takes connections at 9000 (tcp), which carry no token and would all be denied: give each service that speaks HTTP a JwtPolicy of its own instead");
  });

  test('hold where such a service is in another namespace, or of another cluster', () => {
    const { chart } = addService(shopChart(), 'cart', ['v1'], both);
    ask(chart, PolicyScope.namespace('billing'));
    synth(chart);
    const mine = shopChart();
    const far = new Chart(mine, 'far', { namespace: 'shop' });
    MeshSettings.set(far, {});
    addService(far, 'cart', ['v1'], both);
    ask(mine, PolicyScope.namespace());
    synth(mine);
  });

  test('fail for a mesh that has one anywhere', () => {
    const { chart } = addService(shopChart(), 'cart', ['v1'], both);
    ask(chart, PolicyScope.mesh());
    expectFailure(() => synth(chart), "[shop/jwt] requires tokens at the mesh, and 'shop/cart' takes connections at 9000 (tcp)");
  });

  test('fail where a gateway of the namespace gives connections on', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
    const other = new Chart(chart, 'other', { namespace: 'other' });
    edge.exposeTcp(addService(other, 'db', ['v1'], { ports: [TCP] }).service);
    ask(chart, PolicyScope.namespace());
    expectFailure(() => synth(chart), "and 'shop/edge/Resource' takes connections at 9000 (TCP)", 'JwtPolicy of its own');
  });
});

describe('tokens required at a gateway', () => {
  test('fail where it passes TLS through', () => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
    edge.addHosts(['vault.example.com'], { tls: GatewayTls.passthrough() });
    ask(chart, PolicyScope.gateway(edge));
    expectFailure(() => synth(chart), "[shop/jwt] requires tokens at 'shop/edge', and 'shop/edge/Resource' takes connections at 443 (PASSTHROUGH for 'vault.example.com')", 'give these a gateway with pods of their own');
  });

  test.each<[object, string]>([
    [{ port: { number: 3306, name: 'mysql', protocol: 'MYSQL' }, hosts: ['*'] }, '3306 (MYSQL)'],
    [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'PASSTHROUGH' }, hosts: ['a.example.com'] }, "443 (PASSTHROUGH for 'a.example.com')"],
  ])('fail where another gateway of the same pods gives connections on, in whatever way it is written: %#', (server, message) => {
    const chart = shopChart();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    ask(chart, PolicyScope.gateway(edge));
    const raw = (selector: object) => new ApiObject(chart, JSON.stringify(selector), {
      apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'raw' }, spec: { selector, servers: [server] },
    });
    raw({ istio: 'other' });
    synth(chart);
    raw({ istio: 'ingressgateway' });
    expectFailure(() => synth(chart), `takes connections at ${message}`);
  });

  test('hold where the gateway ends TLS, and a service behind it takes connections', () => {
    const { chart, service } = addService(shopChart(), 'cart', ['v1'], both);
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], tls: GatewayTls.simple('cert'), workload: GatewayWorkload.own() });
    edge.expose(service);
    ask(chart, PolicyScope.gateway(edge));
    synth(chart);
  });
});
