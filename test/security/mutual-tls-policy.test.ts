import { Chart } from 'cdk8s';
import { MeshService, MeshSettings, MutualTlsMode, MutualTlsPolicy, MutualTlsPolicyProps, PolicyScope, PortProtocol } from '../../src';
import { addService, shopChart } from '../support/shop';
import { findOnly, synth } from '../support/synth';

const STRICT = MutualTlsMode.STRICT;

function policy(chart: Chart, props: Partial<MutualTlsPolicyProps> = {}) {
  new MutualTlsPolicy(chart, 'mtls', { mode: STRICT, ...props });
  return findOnly(synth(chart), 'PeerAuthentication');
}

describe('mutual TLS', () => {
  test('holds for the namespace of the chart when nothing else is said', () => {
    expect(policy(shopChart())).toEqual({
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'shop' },
      spec: { mtls: { mode: 'STRICT' } },
    });
  });

  test('holds for another namespace by name', () => {
    expect(policy(shopChart(), { scope: PolicyScope.namespace('billing'), mode: MutualTlsMode.PERMISSIVE }))
      .toMatchObject({ metadata: { name: 'default', namespace: 'billing' }, spec: { mtls: { mode: 'PERMISSIVE' } } });
  });

  test('holds for the mesh in its root namespace, wherever that is', () => {
    expect(policy(shopChart(), { scope: PolicyScope.mesh() }).metadata).toEqual({ name: 'default', namespace: 'istio-system' });
    const chart = shopChart();
    MeshSettings.set(chart, { rootNamespace: 'istio-root' });
    expect(policy(chart, { scope: PolicyScope.mesh() }).metadata).toEqual({ name: 'default', namespace: 'istio-root' });
  });

  test('holds for the pods of one service, with exceptions by the ports of its pods', () => {
    const chart = shopChart();
    const { service } = addService(chart, 'cart', ['v1'], {
      ports: [
        { port: 80, targetPort: 8080, name: 'http' },
        { port: 9090, targetPort: 15, name: 'tcp', protocol: PortProtocol.TCP },
      ],
    });
    const ports = [{ port: 80, mode: MutualTlsMode.PERMISSIVE }, { port: 9090, mode: MutualTlsMode.DISABLE }];
    expect(policy(chart, { scope: PolicyScope.service(service), ports })).toMatchObject({
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'cart' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'PERMISSIVE' }, 15: { mode: 'DISABLE' } } },
    });
  });

  test('holds for a service of another team in its namespace', () => {
    const chart = shopChart();
    const search = MeshService.fromServiceAttributes(chart, 'search', { serviceName: 'search', namespace: 'team-b', ports: [{ port: 80 }], podLabels: { role: 's' } });
    expect(policy(chart, { scope: PolicyScope.service(search) })).toMatchObject({
      metadata: { name: 'search', namespace: 'team-b' }, spec: { selector: { matchLabels: { role: 's' } } },
    });
  });

  test('of a service stands beside that of its namespace and the mesh', () => {
    const chart = shopChart();
    const { service } = addService(chart, 'cart', ['v1']);
    [PolicyScope.mesh(), PolicyScope.namespace(), PolicyScope.service(service)]
      .forEach((scope, at) => new MutualTlsPolicy(chart, `mtls-${at}`, { mode: STRICT, scope }));
    expect(synth(chart).filter(object => object.kind === 'PeerAuthentication').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`))
      .toEqual(['istio-system/default', 'shop/default', 'shop/cart']);
  });

  test('fails twice for one namespace, with the other construct', () => {
    const chart = shopChart();
    new MutualTlsPolicy(chart, 'one', { mode: STRICT });
    expect(() => new MutualTlsPolicy(chart, 'two', { mode: STRICT, scope: PolicyScope.namespace('shop') }))
      .toThrow("[shop/two] mutual TLS of namespace 'shop' is owned by 'shop/one' already: Istio would follow the older policy and ignore the other; remove one");
  });

  test('fails twice for one service', () => {
    const chart = shopChart();
    const scope = PolicyScope.service(addService(chart, 'cart', ['v1']).service);
    new MutualTlsPolicy(chart, 'one', { mode: STRICT, scope });
    expect(() => new MutualTlsPolicy(chart, 'two', { mode: STRICT, scope })).toThrow("[shop/two] mutual TLS of 'shop/cart' is owned by 'shop/one' already");
  });

  test('fails for ports without a service', () => {
    expect(() => policy(shopChart(), { ports: [{ port: 80, mode: STRICT }] }))
      .toThrow("[shop/mtls] has ports and no service: ports are a workload's own, give scope PolicyScope.service(...)");
  });

  test('fails for a port that the service lacks, and for one port of the pods in two modes', () => {
    const chart = shopChart();
    const { service } = addService(chart, 'cart', ['v1'], { ports: [{ port: 80, targetPort: 8080, name: 'http' }, { port: 81, targetPort: 8080, name: 'http-81' }] });
    const scope = PolicyScope.service(service);
    expect(() => new MutualTlsPolicy(chart, 'a', { mode: STRICT, scope, ports: [{ port: 8080, mode: STRICT }] }))
      .toThrow("[shop/a] port 8080 is none of 'shop/cart': use one of 80, 81");
    chart.node.tryRemoveChild('a');
    const other = shopChart();
    const again = addService(other, 'cart', ['v1'], { ports: [{ port: 80, targetPort: 8080, name: 'http' }, { port: 81, targetPort: 8080, name: 'http-81' }] });
    const ports = [{ port: 80, mode: STRICT }, { port: 81, mode: MutualTlsMode.DISABLE }];
    expect(() => new MutualTlsPolicy(other, 'b', { mode: STRICT, scope: PolicyScope.service(again.service), ports }))
      .toThrow("[shop/b] port 81 is the workload's port 8080, which has a mode already: give each port of the workload one mode");
  });
});
