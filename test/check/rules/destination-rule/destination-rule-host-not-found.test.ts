import { destinationRuleHostNotFound } from '../../../../src/check/rules/destination-rule/destination-rule-host-not-found';
import { findingsIn } from '../../fixtures';
import { pod, policy, service, serviceEntry } from '../../objects/meshes';

const forHost = (host: string, namespace = 'shop') => policy('loadBalancer: { simple: RANDOM }', { host, namespace });
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [destinationRuleHostNotFound]);

describe('a DestinationRule for a host that is not there', () => {
  test('is found, and what is meant is said', () => {
    expect(find(service(), forHost('reviews.shop'))).toEqual([
      'destination-rule-host-not-found: DestinationRule shop/reviews spec.host: is for host \'reviews.shop\', which no Service and no ServiceEntry has; '
      + '\'reviews.shop.svc.cluster.local\' is meant, perhaps',
    ]);
    expect(find(service(), forHost('reviews.shop.svc'))).toEqual([expect.stringContaining('\'reviews.shop.svc.cluster.local\' is meant')]);
  });

  test('is found by a short name, which means its own namespace', () => {
    expect(find(service(), forHost('reviews'))).toEqual([]);
    expect(find(service(), service('cart'), forHost('carts'))).toEqual([expect.stringMatching(/host 'carts\.shop\.svc\.cluster\.local', which no Service and no ServiceEntry has$/)]);
  });

  test('is not said of namespaces of which nothing was given, nor of wildcards, nor of what is no host', () => {
    expect(find(service(), forHost('reviews.other.svc.cluster.local'), forHost('*.shop.svc.cluster.local'), forHost('*'), forHost('http://reviews'), forHost(''))).toEqual([]);
    expect(find(pod(), forHost('reviews'))).toHaveLength(1);
  });

  test('is not found for hosts of ServiceEntries, under wildcards too', () => {
    expect(find(serviceEntry(''), forHost('ledger.example.com'))).toEqual([]);
    expect(find(serviceEntry('', { hosts: '"*.example.com"' }), forHost('ledger.example.com'))).toEqual([]);
    expect(find(serviceEntry(''), forHost('other.example.com'))).toHaveLength(1);
  });
});
