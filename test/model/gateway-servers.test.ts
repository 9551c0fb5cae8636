import { nameOfHost, serversOf, serversTogether, serverText } from '../../src/model/gateway-servers';
import { meshOf } from '../check/fixtures';
import { gateway, gatewayPod, server } from '../check/objects/gateways';

const together = (...objects: string[]) => serversTogether(meshOf(objects.join('\n---\n'))).map(group => group.map(({ gateway: { name }, server: { port } }) => `${name}:${port!.number}`).join(' '));

describe('servers of Gateways', () => {
  test('are placed and named', () => {
    const [, second] = serversOf(meshOf(gateway('shop', ['{}', server(80, 'HTTP', ['*'])])));
    expect(second.path).toEqual(['spec', 'servers', 1]);
    expect(serverText(second)).toBe('\'http-80\' of Gateway \'edge/shop\'');
    expect([nameOfHost('shop/a.b'), nameOfHost('a.b')]).toEqual(['a.b', 'a.b']);
  });

  test('meet at a port and address', () => {
    expect(together(gateway('a', [server(80, 'HTTP', ['*']), server(81, 'HTTP', ['*'])]), gateway('b', [server(80, 'HTTP', ['*'])]))).toEqual(['a:80 b:80']);
    expect(together(gateway('a', [server(80, 'HTTP', ['*'], 'bind: 10.0.0.1')]), gateway('b', [server(80, 'HTTP', ['*'])]))).toEqual([]);
    expect(together(gateway('a', [server(0, 'HTTP', ['*'], 'bind: "unix:///a"')]), gateway('b', [server(0, 'HTTP', ['*'], 'bind: "unix:///a"'), '{}']))).toEqual([]);
  });

  test('meet at the pods that they choose, or by their selectors', () => {
    const both = [gateway('a', [server(80, 'HTTP', ['*'])], '{ a: "1" }'), gateway('b', [server(80, 'HTTP', ['*'])], '{ b: "1" }')];
    expect(together(...both)).toEqual([]);
    expect(together(...both, gatewayPod('p', 'edge', '{ a: "1", b: "1" }'))).toEqual(['a:80 b:80']);
    expect(together(...both, gatewayPod('p', 'edge', '{ a: "1" }'), gatewayPod('q', 'edge', '{ b: "1" }'))).toEqual([]);
    const many = Array.from({ length: 11 }, (_, at) => gatewayPod(`p${at}`, 'edge', '{ a: "1", b: "1" }'));
    expect(together(...both, ...many.slice(1))).toEqual(['a:80 b:80']);
    expect(together(...both, ...many)).toEqual([]);
  });
});
