import { policyHttpAtTcpPort } from '../../../../src/check/rules/security/policy-http-at-tcp-port';
import { authorization, found, pod, service, TestObject } from '../../objects/as-json';

const SERVICE = service({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'tcp-feed', port: 9000, targetPort: 9001 }] });
const TCP = service({ selector: { app: 'cart' }, ports: [{ name: 'redis', port: 6379 }] });
const rule = (operation: object, action: string, more: object = {}) => authorization({ action, rules: [{ to: [{ operation }], ...more }] });
const told = (...objects: TestObject[]) => found(policyHttpAtTcpPort, [...objects, pod()]);

describe('fields of HTTP at a port that is none', () => {
  test('deny too much', () => {
    expect(told(rule({ methods: ['GET'] }, 'DENY'), SERVICE)).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.methods: asks for methods at port 9001, which speaks TCP (port 9000 of \'cart.shop.svc.cluster.local\'), '
        + 'so it denies every connection there that the rest of the rule means',
    ]);
    expect(told(rule({ methods: ['GET'], ports: ['9001'] }, 'DENY'), SERVICE)).toHaveLength(1);
    expect(told(rule({ methods: ['GET'], ports: ['8080'] }, 'DENY'), SERVICE)).toEqual([]);
    expect(told(rule({ methods: ['GET'], notPorts: ['9001'] }, 'DENY'), SERVICE)).toEqual([]);
    expect(told(rule({ methods: ['GET'] }, 'DENY', { when: [{ key: 'destination.port', values: ['8080'] }] }), SERVICE)).toEqual([]);
  });

  test('allow nobody', () => {
    expect(told(rule({ paths: ['/a'], ports: ['9001'] }, 'ALLOW'), SERVICE)[0]).toMatch(/asks for paths at port 9001, .* so it allows nobody there$/);
    expect(told(rule({ paths: ['/a'] }, 'ALLOW'), SERVICE)).toEqual([]);
    expect(told(rule({ paths: ['/a'] }, 'ALLOW'), TCP)).toHaveLength(1);
    expect(told(rule({ paths: ['/a'], ports: ['9001', '8080'] }, 'ALLOW'), SERVICE)).toEqual([]);
  });

  test.each(['https', 'tls-a', 'mysql', 'mongo', 'tcp'])('of %s', name => {
    expect(told(rule({ methods: ['GET'] }, 'DENY'), service({ selector: { app: 'cart' }, ports: [{ name, port: 9000 }] }))).toHaveLength(1);
  });

  test.each(['http', 'grpc', 'http2-a', 'web', 'udp-a'])('of %s are not told', name => {
    const protocol = name.startsWith('udp') ? 'UDP' : 'TCP';
    expect(told(rule({ methods: ['GET'] }, 'DENY'), service({ selector: { app: 'cart' }, ports: [{ name, port: 9000, protocol }] }))).toEqual([]);
  });

  test('are not told where another Service says HTTP of the port, or nothing of HTTP is asked', () => {
    const other = service({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 9000, targetPort: 9001 }] }, 'feed');
    expect(told(rule({ methods: ['GET'] }, 'DENY'), SERVICE, other)).toEqual([]);
    expect(told(rule({ ports: ['9001'] }, 'DENY'), SERVICE)).toEqual([]);
    expect(told(rule({ methods: ['GET'] }, 'AUDIT'), SERVICE)).toEqual([]);
    expect(told(rule({ methods: ['GET'] }, 'CUSTOM'), SERVICE)).toEqual([]);
    expect(told(authorization({ action: 'DENY' }), SERVICE)).toEqual([]);
  });

  test('are told of tokens and headers too', () => {
    expect(told(authorization({ action: 'DENY', rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }] }), TCP)).toHaveLength(1);
    expect(told(authorization({ action: 'DENY', rules: [{ when: [{ key: 'request.headers[a]', values: ['b'] }] }] }), TCP)).toHaveLength(1);
  });
});
