import { ingressRefused } from '../../../../src/check/rules/workload/ingress-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(ingressRefused);
const ingress = (spec: object) => find([object('networking.k8s.io/v1', 'Ingress', 'shop', { spec })]).map(text => text.replace('Ingress shop/shop ', ''));
const BACKEND = { service: { name: 'cart', port: { number: 80 } } };
const host = (name: string) => ingress({ rules: [{ host: name }] });
const path = (text: string | undefined, pathType: string) => ingress({ rules: [{ http: { paths: [{ path: text, pathType, backend: BACKEND }] } }] });

describe('an Ingress', () => {
  test('has rules or a default backend', () => {
    expect(ingress({ rules: [] })).toEqual(['spec: has neither rules nor a default backend']);
    expect(ingress({ defaultBackend: BACKEND })).toEqual([]);
  });

  test('is for hosts that there may be', () => {
    expect(host('shop.*.example.com')).toEqual(['spec.rules[0].host: is for host \'shop.*.example.com\', which is no name of DNS']);
    for (const name of ['Shop.example.com', '*', '10.0.0.1', 'shop.example.com:80', 'a..b', 'a_b']) {
      expect(host(name)).toHaveLength(1);
    }
    expect([host('shop.example.com'), host('*.example.com'), host(''), host('localhost')].flat()).toEqual([]);
    expect(ingress({ defaultBackend: BACKEND, tls: [{ hosts: ['a.example.com', 'A'] }] })).toEqual(['spec.tls[0].hosts[1]: has a certificate for host \'A\', which is no name of DNS']);
  });

  test('has paths that lead where they say', () => {
    expect(path('cart', 'Prefix')).toEqual(['spec.rules[0].http.paths[0].path: has the path \'cart\', which does not begin with a slash']);
    expect(path('/a/../b', 'Exact')).toEqual([expect.stringContaining('which has \'/../\' in it')]);
    expect([path(undefined, 'Prefix'), path('/a/..', 'Prefix'), path('/a//b', 'Prefix'), path('/%2fa', 'Exact')].map(found => found.length)).toEqual([1, 1, 1, 1]);
    expect([path('/', 'Prefix'), path('/a.b', 'Exact'), path('', 'ImplementationSpecific'), path('/a//b', 'ImplementationSpecific')].flat()).toEqual([]);
  });
});

describe('the class of an Ingress', () => {
  const parameters = (of: object) => find([object('networking.k8s.io/v1', 'IngressClass', 'a', { spec: { controller: 'example.com/a', parameters: { kind: 'A', name: 'a', ...of } } })]);

  test('has parameters of a namespace, or of the cluster', () => {
    expect(parameters({ namespace: 'shop' })).toEqual([expect.stringContaining('spec.parameters.namespace: names a namespace for parameters of the whole cluster')]);
    expect(parameters({ scope: 'Namespace' })).toEqual([expect.stringContaining('has parameters of a namespace and does not say of which')]);
    expect([parameters({}), parameters({ scope: 'Namespace', namespace: 'shop' })].flat()).toEqual([]);
  });
});
