import { sidecarHostNotFound } from '../../../../src/check/rules/sidecar/sidecar-host-not-found';
import { finder, object, service, sidecar } from '../../objects/gateways';

const find = finder(sidecarHostNotFound);
const egress = (host: string, namespace?: string) => sidecar('a', `egress: [{ hosts: ["./*", "${host}"] }]`, namespace);
const reviews = service('reviews', 'reviews', '{ name: http, port: 80 }');
const entry = (exportTo = '') => object('networking.istio.io/v1', 'ServiceEntry', 'payments', 'egress', `spec: { hosts: [pay.example.com]${exportTo} }`);

describe('a host that a Sidecar imports', () => {
  test('is found missing', () => {
    expect(find(egress('reviews/rewiews.reviews.svc.cluster.local'), reviews)).toEqual([
      'Sidecar shop/a spec.egress[0].hosts[1]: imports \'reviews/rewiews.reviews.svc.cluster.local\', which no Service and no ServiceEntry has',
    ]);
    expect(find(egress('*/pay.example.org'), entry())).toHaveLength(1);
  });

  test('is found in another namespace', () => {
    expect(find(egress('./reviews.reviews.svc.cluster.local'), reviews)).toEqual([expect.stringContaining('imports \'./reviews.reviews.svc.cluster.local\', and the host is of namespace \'reviews\'')]);
    expect(find(egress('shop/pay.example.com'), entry())).toEqual([expect.stringContaining('and the host is of namespace \'egress\'')]);
  });

  test('is found where it is not exported', () => {
    expect(find(egress('egress/pay.example.com'), entry(', exportTo: ["."]'))).toEqual([expect.stringContaining('which is not exported to namespace \'shop\'')]);
    expect(find(egress('egress/pay.example.com'), entry(', exportTo: [shop]'))).toEqual([]);
    expect(find(egress('egress/pay.example.com'), entry(', exportTo: ["."]'), entry())).toEqual([]);
  });

  test('is one that is there, or that nobody knows', () => {
    expect(find(egress('reviews/reviews.reviews.svc.cluster.local'), egress('*/reviews.reviews.svc.cluster.local'), reviews)).toEqual([]);
    expect(find(egress('other/ratings.other.svc.cluster.local'), reviews)).toEqual([]);
    expect(find(egress('other/pay.example.org'), reviews)).toEqual([]);
    expect(find(egress('reviews/pay.example.org'), reviews)).toHaveLength(1);
    expect(find(egress('./shop.example.com'), object('networking.istio.io/v1', 'VirtualService', 'shop', 'shop', 'spec: { hosts: [shop.example.com] }'))).toEqual([]);
  });

  test('is not judged with a wildcard, left out, malformed, or of each workload\'s namespace', () => {
    expect(find(egress('shop/*.example.com'), egress('~shop/pay.example.com'), egress('shop/pay'), egress('pay'), entry())).toEqual([]);
    expect(find(egress('./reviews.reviews.svc.cluster.local', 'istio-system'), reviews)).toEqual([]);
  });

  test('may be of a wildcard', () => {
    const wild = object('networking.istio.io/v1', 'ServiceEntry', 'all', 'egress', 'spec: { hosts: ["*.example.com"] }');
    expect(find(egress('shop/pay.example.com'), wild)).toEqual([]);
  });
});
