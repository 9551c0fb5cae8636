import { parentsOf, routesOf } from '../../src/model/gateway-api';
import { attachmentOf, kindsOf } from '../../src/model/route-attachment';
import { meshOf } from '../check/fixtures';
import { k8sGateway, route } from '../check/objects/gateways';

const attachment = (spec: string, ...listeners: string[]) => {
  const mesh = meshOf([k8sGateway('public', listeners), route('r', spec)].join('\n---\n'));
  const found = attachmentOf(mesh, parentsOf(routesOf(mesh)[0])[0]);
  return found && { refusal: found.refusal, listeners: found.listeners.map(({ name }) => name) };
};

describe('how a route is attached', () => {
  test('to all listeners that take it', () => {
    expect(attachment('parentRefs: [{ name: public }]', '{ name: a, protocol: HTTP }', '{ name: b, protocol: TCP }', '{ name: c, protocol: HTTPS }')).toEqual({ refusal: undefined, listeners: ['a', 'c'] });
  });

  test('or to none, for the first reason of all', () => {
    expect(attachment('parentRefs: [{ name: public, sectionName: x }]', '{ name: a, protocol: TCP }')).toEqual({ refusal: 'listener', listeners: ['a'] });
    expect(attachment('parentRefs: [{ name: public }], hostnames: [a.org]', '{ name: a, protocol: TCP }', '{ name: b, protocol: HTTP, hostname: a.com }')).toEqual({ refusal: 'hostname', listeners: ['b'] });
    expect(attachment('parentRefs: [{ name: public, sectionName: a }], hostnames: [a.org]', '{ name: a, protocol: TCP }', '{ name: b, protocol: HTTP }')).toEqual({ refusal: 'kind', listeners: ['a'] });
  });

  test('or to what is not known', () => {
    expect(attachment('parentRefs: [{ name: other }]', '{ name: a }')).toBeUndefined();
    expect(attachment('parentRefs: [{ kind: Service, group: "", name: public }]', '{ name: a }')).toBeUndefined();
  });

  test('kinds that a listener takes', () => {
    expect(kindsOf({ protocol: 'TLS', tls: { mode: 'Terminate' } })).toEqual(['TLSRoute', 'TCPRoute']);
    expect(kindsOf({ protocol: 'TLS', tls: { mode: 'Passthrough' } })).toEqual(['TLSRoute']);
    expect(kindsOf({ protocol: 'HTTP', allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }, { kind: 'TCPRoute' }] } })).toEqual(['GRPCRoute']);
    expect(kindsOf({})).toEqual([]);
  });
});
