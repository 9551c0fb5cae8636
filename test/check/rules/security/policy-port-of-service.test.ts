import { policyPortOfService } from '../../../../src/check/rules/security/policy-port-of-service';
import { authorization, found, object, peerAuthentication, pod, selecting, service, TestObject } from '../../objects/as-json';

const SERVICE = service({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
const at = (operation: object) => authorization({ ...selecting('cart'), rules: [{ to: [{ operation }] }] });
const told = (...objects: TestObject[]) => found(policyPortOfService, objects);

describe('the port of a Service in a policy', () => {
  test('is told with that of the pods', () => {
    expect(told(at({ ports: ['443', '80'] }), SERVICE, pod())).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.ports[1]: names port \'80\', which is of \'cart.shop.svc.cluster.local\'; its pods listen on \'8080\'',
    ]);
    expect(told(at({ notPorts: ['80'] }), SERVICE, pod())).toHaveLength(1);
    expect(told(authorization({ ...selecting('cart'), rules: [{ when: [{ key: 'destination.port', values: ['80'] }] }] }), SERVICE, pod())).toHaveLength(1);
  });

  test('is told of mutual TLS too', () => {
    expect(told(peerAuthentication({ ...selecting('cart'), portLevelMtls: { 80: { mode: 'DISABLE' }, 8080: { mode: 'STRICT' } } }), SERVICE, pod())).toEqual([
      'PeerAuthentication shop/cart spec.portLevelMtls.80: sets mutual TLS of port \'80\', which is of \'cart.shop.svc.cluster.local\'; its pods listen on \'8080\'',
    ]);
    expect(told(peerAuthentication(selecting('cart')), SERVICE, pod())).toEqual([]);
  });

  test('is found by the name of the pods\' port, and by a ServiceEntry', () => {
    const named = service({ selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 'web' }] });
    expect(told(at({ ports: ['80'] }), named, pod('cart', 'shop', { containers: [{ name: 'a', ports: [{ name: 'web', containerPort: 8081 }] }] }))[0]).toMatch(/listen on '8081'$/);
    expect(told(at({ ports: ['80'] }), named, pod())).toEqual([]);
    const entry = object('networking.istio.io/v1', 'ServiceEntry', 'cart', 'shop', {
      hosts: ['cart.example.com'], ports: [{ number: 80, targetPort: 8080 }], workloadSelector: { labels: { app: 'cart' } },
    });
    expect(told(at({ ports: ['80'] }), entry, pod())).toHaveLength(1);
  });

  test('is not told if the pods listen there, or may', () => {
    expect(told(at({ ports: ['8080'] }), SERVICE, pod())).toEqual([]);
    expect(told(at({ ports: ['9090'] }), SERVICE, pod())).toEqual([]);
    expect(told(at({ ports: ['80'] }), SERVICE, pod('cart', 'shop', { containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] }))).toEqual([]);
    expect(told(at({ ports: ['80'] }), service({ selector: { app: 'cart' }, ports: [{ port: 80 }] }), pod())).toEqual([]);
    expect(told(at({ ports: ['80'] }), SERVICE)).toEqual([]);
    expect(told(authorization({ rules: [{ to: [{ operation: { ports: ['80'] } }] }] }), SERVICE, pod())).toEqual([]);
    expect(told(at({ paths: ['80'] }), SERVICE, pod())).toEqual([]);
  });
});
