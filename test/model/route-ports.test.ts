import { holdNowhereInMesh, portsAt, routesHoldFor } from '../../src/model/route-ports';
import { virtualServiceHosts } from '../../src/model/virtual-service-hosts';
import { meshOf } from '../check/fixtures';
import { gateway, service, virtualService } from '../check/objects/virtual-services';

const server = (protocol: string, number: number, tls = '', hosts = 'a.example.com') =>
  `{ port: { number: ${number}, name: p${number}, protocol: ${protocol} }, hosts: [${hosts}]${tls ? `, tls: { ${tls} }` : ''} }`;
const at = (gatewayName: string, route: 'http' | 'tls' | 'tcp', ...yaml: readonly string[]) => {
  const mesh = meshOf(yaml.join(''));
  const found = portsAt(mesh, mesh.virtualServices[0], gatewayName, route);
  return found && [...found];
};
const bound = virtualService('hosts: [a.example.com]\n  gateways: [edge/public]');

describe('the ports of a route', () => {
  test('are those of the Gateway\'s servers that have its host and its protocol', () => {
    const servers = gateway('public', 'edge', server('HTTP', 80), server('HTTPS', 443, 'mode: SIMPLE'), server('TLS', 8443, 'mode: PASSTHROUGH'), server('TCP', 3306), server('HTTP', 81, '', 'b.example.com'),
      server('TLS', 9443, 'mode: SIMPLE'), server('HTTPS', 444, 'mode: AUTO_PASSTHROUGH'));
    expect(at('edge/public', 'http', bound, servers)).toEqual([80, 443]);
    expect(at('edge/public', 'tls', bound, servers)).toEqual([8443, 444]);
    expect(at('edge/public', 'tcp', bound, servers)).toEqual([3306, 9443]);
    expect(at('edge/other', 'http', bound, servers)).toBeUndefined();
  });

  test('are not those at which requests are only redirected', () => {
    expect(at('edge/public', 'http', bound, gateway('public', 'edge', server('HTTP', 80, 'httpsRedirect: true')))).toEqual([]);
  });

  test('are those of the host\'s Services in the mesh, if all are known', () => {
    const cart = service('cart', 'shop', ['http:80', 'tcp:90', 'tls:91', 'web:92']);
    expect(at('mesh', 'http', virtualService('hosts: [cart]'), cart)).toEqual([80, 92]);
    expect(at('mesh', 'tcp', virtualService('hosts: [cart]'), cart)).toEqual([90, 92]);
    expect(at('mesh', 'tls', virtualService('hosts: [cart]'), cart)).toEqual([91]);
    expect(at('mesh', 'http', virtualService('hosts: [cart, other]'), cart)).toBeUndefined();
  });

  test('are none in the mesh where all of its hosts are known and speak something else', () => {
    const nowhere = (route: 'http' | 'tls' | 'tcp', hosts: string) => {
      const mesh = meshOf([virtualService(`hosts: [${hosts}]`), service('cart', 'shop', ['tcp:90', 'tls:91']), service('web'), service('none', 'shop', []),
        service('hidden', 'shop', ['tcp:90']).replace('name: hidden,', 'name: hidden, annotations: { networking.istio.io/exportTo: front },')].join(''));
      return holdNowhereInMesh(virtualServiceHosts(mesh)[0], route);
    };
    expect(nowhere('http', 'cart')).toBe(true);
    expect(nowhere('tcp', 'cart')).toBe(false);
    expect(nowhere('http', 'cart, web')).toBe(false);
    expect(nowhere('http', 'cart, other')).toBe(false);
    expect(nowhere('tls', 'none, web')).toBe(true);
    expect(nowhere('http', 'hidden')).toBe(false);
  });

  test('speak what routes are for', () => {
    expect(['HTTP', 'GRPC', undefined, 'TLS', 'HTTPS', 'TCP', 'MONGO'].map(one => routesHoldFor('http', one))).toEqual([true, true, true, false, false, false, false]);
    expect(['HTTP', undefined, 'TLS', 'HTTPS', 'TCP'].map(one => routesHoldFor('tls', one))).toEqual([false, false, true, true, false]);
    expect(['HTTP', undefined, 'TLS', 'TCP', 'MONGO'].map(one => routesHoldFor('tcp', one))).toEqual([false, true, false, true, true]);
  });
});
