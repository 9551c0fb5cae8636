import { ingressBackendNotFound } from '../../../../src/check/rules/workload/ingress-backend-not-found';
import { finder, object, service } from '../../objects/workloads';

const find = finder(ingressBackendNotFound);
const to = (name: string, port: object) => ({ service: { name, port } });
const ingress = (backend: unknown, spec: object = { ingressClassName: 'istio' }, annotations = {}) =>
  object('networking.k8s.io/v1', 'Ingress', 'shop', { spec: { rules: [{ host: 'a' }, { http: { paths: [{ path: '/', backend }] } }], ...spec } }, { annotations });
const ingressClass = (name: string, controller: string) => object('networking.k8s.io/v1', 'IngressClass', name, { spec: { controller } }, { namespace: undefined });
const front = service('front', [{ name: 'http', port: 80 }, { port: 81 }]);

describe('a backend of an Ingress', () => {
  test('is a Service that is not there', () => {
    expect(find([ingress(to('none', { number: 80 })), front])).toEqual([
      'Ingress shop/shop spec.rules[1].http.paths[0].backend.service.name: leads to Service \'none\', which namespace \'shop\' does not have',
    ]);
    expect(find([object('networking.k8s.io/v1', 'Ingress', 'shop', { spec: { ingressClassName: 'istio', defaultBackend: to('none', { number: 80 }) } }), front]))
      .toEqual([expect.stringContaining('spec.defaultBackend.service.name')]);
  });

  test('is a port that the Service does not have', () => {
    expect(find([ingress(to('front', { number: 8080 })), front])).toEqual([expect.stringContaining('backend.service.port: leads to port \'8080\' of Service \'front\', which has 80 (http), 81')]);
    expect(find([ingress(to('front', { name: 'web' })), front])).toEqual([expect.stringContaining('port \'web\'')]);
    expect(find([ingress(to('front', { number: 80 })), service('front', [])])).toEqual([expect.stringContaining('which has none')]);
  });

  test('is there', () => {
    expect(find([ingress(to('front', { number: 81 })), ingress(to('front', { name: 'http' })), ingress(to('front', {})), front])).toEqual([]);
    expect(find([ingress(to('none', { number: 80 }))])).toEqual([]);
    expect(find([ingress({ resource: {} }), ingress(undefined), front])).toEqual([]);
  });

  test('is Istio\'s by class', () => {
    const wrong = to('none', { number: 80 });
    expect(find([ingress(wrong, { ingressClassName: 'nginx' }), ingress(wrong, {}), front])).toEqual([]);
    expect(find([ingress(wrong, {}, { 'kubernetes.io/ingress.class': 'istio' }), front])).toHaveLength(1);
    expect(find([ingress(wrong, { ingressClassName: 'istio' }, { 'kubernetes.io/ingress.class': 'nginx' }), front])).toEqual([]);
    expect(find([ingress(wrong, { ingressClassName: 'mesh' }), ingressClass('mesh', 'istio.io/ingress-controller'), front])).toHaveLength(1);
    expect(find([ingress(wrong), ingressClass('istio', 'example.com/other'), front])).toEqual([]);
    expect(find([ingress(wrong, { ingressClassName: 'edge' }), front], { meshConfig: { ingressClass: 'edge' } })).toHaveLength(1);
    expect(find([ingress(wrong), front], { meshConfig: { ingressClass: 'edge' } })).toEqual([]);
  });
});
