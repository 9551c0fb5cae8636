import { subsetNotDefined } from '../../../../src/check/rules/virtual-service/subset-not-defined';
import { findingsIn } from '../../fixtures';

const service = (name: string, namespace = 'shop') => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ports: [{ name: http, port: 80 }]
`;
const rule = (namespace: string, subsets: readonly string[], more = '') => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: ${namespace} }
spec:
  host: reviews.shop.svc.cluster.local
  subsets: [${subsets.map(name => `{ name: ${name}, labels: { version: ${name} } }`).join(', ')}]
  ${more}
`;
const route = (spec: string, namespace = 'shop') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: ${namespace} }
spec:
  hosts: [reviews.shop.svc.cluster.local]
  ${spec}
`;
const to = (subset: string) => `http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local, subset: ${subset} } }] }]`;
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [subsetNotDefined]);

describe('a subset that nothing defines', () => {
  test('is found at each destination: routes, mirrors, tls and tcp', () => {
    const destination = 'destination: { host: reviews, subset: none }';
    const found = find(service('reviews'), rule('shop', ['v1']), route(`http: [{ route: [{ ${destination} }], mirror: { host: reviews, subset: none }, mirrors: [{ ${destination} }] }]
  tls: [{ match: [{ sniHosts: [a.example.com] }], route: [{ ${destination} }] }]
  tcp: [{ route: [{ ${destination} }] }]`));
    expect(found.map(text => /(\S+): routes/.exec(text)![1])).toEqual([
      'spec.http[0].route[0].destination.subset', 'spec.http[0].mirror.subset', 'spec.http[0].mirrors[0].destination.subset',
      'spec.tls[0].route[0].destination.subset', 'spec.tcp[0].route[0].destination.subset',
    ]);
  });

  test('names the DestinationRules that hold, and what they define', () => {
    expect(find(service('reviews'), rule('shop', ['v1', 'v2']), route(to('v3')))).toEqual([
      'subset-not-defined: VirtualService shop/reviews spec.http[0].route[0].destination.subset: routes to subset \'v3\' of \'reviews.shop.svc.cluster.local\', and DestinationRule \'shop/reviews\' defines \'v1\', \'v2\'',
    ]);
    expect(find(service('reviews'), route(to('v1')))).toEqual([expect.stringContaining('no DestinationRule holds for that host in namespace \'shop\'')]);
  });

  test('may be defined by a rule of the client\'s namespace, of the service\'s or of the root\'s, in this order', () => {
    expect(find(service('reviews'), rule('front', ['v1']), route(to('v1'), 'front'))).toEqual([]);
    expect(find(service('reviews'), rule('shop', ['v1']), route(to('v1'), 'front'))).toEqual([]);
    expect(find(service('reviews'), rule('istio-system', ['v1']), route(to('v1'), 'front'))).toEqual([]);
  });

  test('may be defined by a rule that who calls can see, wherever the routes are', () => {
    expect(find(service('reviews'), rule('elsewhere', ['v1']), route(to('v1'), 'front'))).toEqual([]);
    expect(find(service('reviews'), rule('shop', ['v1'], 'exportTo: ["."]'), route(to('v1'), 'front'))).toEqual([]);
    expect(find(service('reviews'), rule('elsewhere', ['v1']), route(to('v2'), 'front'))).toHaveLength(1);
  });

  test('is not said of hosts of which nothing was given, nor of those that are not there', () => {
    expect(find(route(to('v1')))).toEqual([]);
    expect(find(service('other'), route(to('v1')))).toEqual([]);
  });
});
