import { CanaryRoute, MeshGateway, MeshGatewayAttributes, PortProtocol } from '../../src';
import { shop, shopChart } from '../support/shop';
import { find, ofKind, synth } from '../support/synth';

const PLATFORM: MeshGatewayAttributes = { gatewayName: 'public', namespace: 'platform', hosts: ['a.example.com'], passthroughHosts: ['vault.example.com'] };

describe('a gateway of another app', () => {
  test('gets a VirtualService of this app\'s own in the chart\'s namespace, and no Gateway', () => {
    const { chart, service, versions: [stable, canary] } = shop();
    new CanaryRoute(chart, 'canary', { stable, canary, weight: 5 });
    const gateway = MeshGateway.fromGatewayAttributes(chart, 'public', PLATFORM);
    gateway.expose(service, { hosts: ['a.example.com'], paths: ['/cart'] });
    const objects = synth(chart);
    expect(ofKind(objects, 'Gateway')).toEqual([]);
    expect(find(objects, 'VirtualService', 'public-a.example.com')).toMatchObject({
      metadata: { namespace: 'shop' },
      spec: { hosts: ['a.example.com'], gateways: ['platform/public'], http: [{ name: 'canary', route: [{ weight: 5 }, { weight: 95 }] }] },
    });
    expect(gateway.virtualService('a.example.com')).toBeDefined();
    expect(gateway.exposedServices).toEqual([service]);
  });

  test('passes TLS on for the hosts that say so', () => {
    const { chart, service } = shop({ port: 443, protocol: PortProtocol.TLS });
    const gateway = MeshGateway.fromGatewayAttributes(chart, 'public', PLATFORM);
    expect(gateway.hosts).toEqual(['a.example.com', 'vault.example.com']);
    gateway.expose(service, { hosts: ['vault.example.com'] });
    expect(find(synth(chart), 'VirtualService', 'public-vault.example.com').spec).toMatchObject({ tls: [{ match: [{ sniHosts: ['vault.example.com'] }] }] });
  });

  test.each<[string, Partial<MeshGatewayAttributes>, string]>([
    ['a name that is none', { gatewayName: 'Public' }, "gatewayName 'Public' is not a DNS label"],
    ['a namespace that is none', { namespace: 'a/b' }, "namespace 'a/b' is not a DNS label"],
    ['a host that is none', { hosts: ['a.example.com:443'] }, "host 'a.example.com:443' is no fully qualified host"],
  ])('fails for %s', (_, attributes, message) => {
    expect(() => MeshGateway.fromGatewayAttributes(shopChart(), 'public', { ...PLATFORM, ...attributes })).toThrow(`[shop/public] ${message}`);
  });
});
