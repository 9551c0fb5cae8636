import { destinationRepeated } from '../../../../src/check/rules/virtual-service/destination-repeated';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationRepeated]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a destination that is there twice', () => {
  test('is found by host, subset and port, in all routes', () => {
    expect(find(httpService('{ route: [{ destination: { host: cart, subset: a } }, { destination: { host: cart.shop.svc.cluster.local, subset: a } }, { destination: { host: cart } }] }'))).toEqual([
      'destination-repeated: VirtualService shop/reviews spec.http[0].route[1].destination: routes to \'cart.shop.svc.cluster.local\', subset \'a\', to which route[0] goes too',
    ]);
    expect(fields(virtualService('tcp: [{ route: [{ destination: { host: a } }, { destination: { host: b } }, { destination: { host: b } }] }]'))).toEqual(['spec.tcp[0].route[2].destination']);
  });

  test('may be meant where Envoy hashes, once for each', () => {
    const twice = httpService('{ route: [{ destination: { host: cart, subset: a }, weight: 1 }, { destination: { host: cart, subset: a }, weight: 1 }] }');
    const rule = (policy: string, namespace = 'shop') => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: ${namespace} }
spec:
  host: cart.shop.svc.cluster.local
  ${policy}
`;
    expect(find(twice, rule('trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true } } }', 'front'))).toEqual([]);
    expect(find(twice, rule('subsets: [{ name: b, trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true } } } }]'))).toEqual([]);
    expect(find(twice, rule('trafficPolicy: { loadBalancer: { simple: RANDOM } }'))).toHaveLength(1);
  });

  test('is another one by its port or headers', () => {
    expect(find(httpService('{ route: [{ destination: { host: a, port: { number: 1 } } }, { destination: { host: a, port: { number: 2 } } }] }'))).toEqual([]);
    expect(find(httpService('{ route: [{ destination: { host: a } }, { destination: { host: a }, headers: { request: { set: { a: b } } } }, {}, {}] }'))).toEqual([]);
  });
});
