import { serviceEntryForService } from '../../../../src/check/rules/service-entry/service-entry-for-service';
import { findingsIn } from '../../fixtures';
import { service, serviceEntry } from '../../objects/meshes';

const find = (hosts: string, namespace = 'shop') => findingsIn(service() + serviceEntry('', { hosts, namespace }), [serviceEntryForService]);

describe('a ServiceEntry for a Service', () => {
  test('is found by the host of the Service', () => {
    expect(find('a.example.com, reviews.shop.svc.cluster.local')).toEqual([
      'service-entry-for-service: ServiceEntry shop/ledger spec.hosts[1]: is for host \'reviews.shop.svc.cluster.local\', which is Service \'shop/reviews\'',
    ]);
  });

  test('is found by the names that clients of the cluster may use', () => {
    expect(find('reviews')).toHaveLength(1);
    expect(find('reviews.shop')).toHaveLength(1);
    expect(find('reviews.shop.svc')).toHaveLength(1);
    expect(find('reviews.shop', 'front')).toHaveLength(1);
    expect(find('reviews', 'front')).toEqual([]);
  });

  test('is fine for other hosts, and for wildcards', () => {
    expect(find('reviews.example.com')).toEqual([]);
    expect(find('"*.shop.svc.cluster.local"')).toEqual([]);
    expect(findingsIn(serviceEntry('') + serviceEntry('', { name: 'b' }), [serviceEntryForService])).toEqual([]);
  });
});
