import { gatewayPortInvalid } from '../../../../src/check/rules/gateway/gateway-port-invalid';
import { fieldsOf, finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayPortInvalid);
const problem = (number: number, more = '') => find(gateway('shop', [server(number, 'HTTP', ['*'], more)]));

describe('where a server listens', () => {
  test('is a port from 1 to 65535', () => {
    expect(problem(0)).toEqual(['Gateway edge/shop spec.servers[0].port.number: has port 0']);
    expect(problem(65_536)).toHaveLength(1);
    expect(problem(1)).toEqual([]);
    expect(problem(65_535)).toEqual([]);
    expect(find(gateway('shop', ['{ port: { name: http } }', '{}']))).toEqual([]);
  });

  test('is an address', () => {
    expect(problem(80, 'bind: localhost')).toEqual(['Gateway edge/shop spec.servers[0].bind: listens at \'localhost\', which is no address']);
    expect(problem(80, 'bind: 10.0.0.256')).toHaveLength(1);
    expect(problem(80, 'bind: 10.0.0.0.1')).toHaveLength(1);
    expect(problem(80, 'bind: 10.0.0.1')).toEqual([]);
    expect(problem(80, 'bind: "::"')).toEqual([]);
    expect(problem(80, 'bind: ""')).toEqual([]);
  });

  test('is a socket with port 0', () => {
    expect(problem(0, 'bind: "unix:///run/shop.sock"')).toEqual([]);
    expect(problem(0, 'bind: "unix://@shop"')).toEqual([]);
    expect(problem(80, 'bind: "unix:///run/shop.sock"')).toEqual([
      'Gateway edge/shop spec.servers[0].port.number: has port 80 beside the socket \'unix:///run/shop.sock\', at which the port is 0',
    ]);
    expect(problem(0, 'bind: "unix://run/shop.sock"')).toEqual([expect.stringContaining('which is no absolute path of a file')]);
    expect(problem(0, 'bind: "unix:///run/"')).toHaveLength(1);
  });

  test('has no targetPort, and a name', () => {
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']).replace('number: 80', 'number: 80, targetPort: 8080')]))).toEqual([
      'Gateway edge/shop spec.servers[0].port.targetPort: has targetPort 8080, which Gateways do not have',
    ]);
    expect(find(gateway('shop', [server(80, 'HTTP', ['*']).replace('number: 80', 'number: 80, targetPort: 0')]))).toEqual([]);
    expect(fieldsOf(find(gateway('shop', [server(80, 'HTTP', ['*'], '', '""')])))).toEqual(['spec.servers[0].port.name']);
  });
});
