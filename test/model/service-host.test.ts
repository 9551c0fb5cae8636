import { Entity } from '../../src/model/entity';
import { ServiceEntrySpec } from '../../src/model/istio-specs';
import { ServiceSpec } from '../../src/model/kubernetes-specs';
import { hostOfService, hostsOfEntry, protocolOf } from '../../src/model/service-host';

function entity<Spec>(spec: Spec, annotations = {}): Entity<Spec> {
  const json = { metadata: { annotations } };
  return { name: 'cart', namespace: 'shop', spec, manifest: { apiVersion: 'v1', kind: 'X', name: 'cart', namespace: 'shop', json, origin: { construct: 'x' } } };
}

describe('the protocol of a port', () => {
  test.each([
    [{ name: 'http' }, 'HTTP'], [{ name: 'http-web' }, 'HTTP'], [{ name: 'HTTP2-web' }, 'HTTP2'], [{ name: 'grpc-web' }, 'GRPC-WEB'], [{ name: 'grpc-webs' }, 'GRPC-WEB'],
    [{ name: 'grpc-other' }, 'GRPC'], [{ name: 'web' }, undefined], [{ name: 'httpweb' }, undefined], [{}, undefined], [{ name: 'http_proxy-x' }, 'HTTP_PROXY'],
    [{ name: 'http', appProtocol: 'tcp' }, 'TCP'], [{ name: 'http', appProtocol: 'thrift' }, undefined], [{ name: 'http', protocol: 'UDP' }, 'UDP'],
    [{ appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'], [{ appProtocol: 'kubernetes.io/ws' }, 'HTTP'], [{ appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
    [{ name: 'db', port: 3306 }, 'TCP'], [{ name: 'mysql', port: 3306 }, 'MYSQL'], [{ name: 'db', port: 3307 }, undefined],
  ] satisfies [NonNullable<ServiceSpec['ports']>[number], string | undefined][])('%j is %s', (port, protocol) => {
    expect(protocolOf(port)).toBe(protocol);
  });
});

describe('the host of a Service', () => {
  test('is fully qualified, with its ports and its selector', () => {
    const service = entity<ServiceSpec>({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }, { name: 'grpc', port: 90 }, { name: 'none' }] });
    expect(hostOfService(service, 'corp')).toEqual({
      host: 'cart.shop.svc.corp',
      namespace: 'shop',
      visibility: '*',
      ports: [{ number: 80, name: 'http', targetPort: 'web', protocol: 'HTTP' }, { number: 90, name: 'grpc', targetPort: 90, protocol: 'GRPC' }],
      selector: { app: 'cart' },
      service,
    });
    expect(hostOfService(entity<ServiceSpec>({ selector: {} }), 'corp')).toMatchObject({ selector: undefined, ports: [] });
  });

  test('is visible where its annotation says', () => {
    expect(hostOfService(entity<ServiceSpec>({}, { 'networking.istio.io/exportTo': '., front' }), 'corp').visibility).toEqual(new Set(['shop', 'front']));
    expect(hostOfService(entity<ServiceSpec>({}, { 'networking.istio.io/exportTo': '~' }), 'corp').visibility).toEqual(new Set());
  });
});

describe('the hosts of a ServiceEntry', () => {
  test('have its ports, each in capitals, and choose workloads if it does', () => {
    const entry = entity<ServiceEntrySpec>({
      hosts: ['a.example.com', 'b'],
      ports: [{ number: 443, name: 'tls', protocol: 'tls', targetPort: 8443 }, { number: 80 }, { name: 'none' }],
      workloadSelector: { labels: { app: 'a' } },
      exportTo: ['.'],
    });
    const ports = [{ number: 443, name: 'tls', targetPort: 8443, protocol: 'TLS' }, { number: 80, name: undefined, targetPort: 80, protocol: undefined }];
    const common = { namespace: 'shop', visibility: new Set(['shop']), ports, selector: { app: 'a' }, entry };
    expect(hostsOfEntry(entry)).toEqual([{ host: 'a.example.com', ...common }, { host: 'b', ...common }]);
    expect(hostsOfEntry(entity<ServiceEntrySpec>({}))).toEqual([]);
  });

  test('are visible as the mesh says where they say nothing', () => {
    expect(hostsOfEntry(entity<ServiceEntrySpec>({ hosts: ['a.b'] }), ['.'])[0].visibility).toEqual(new Set(['shop']));
    expect(hostsOfEntry(entity<ServiceEntrySpec>({ hosts: ['a.b'], exportTo: [] }))[0].visibility).toBe('*');
  });
});
