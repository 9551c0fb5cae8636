import { waypointNotFound } from '../../../../src/check/rules/workload/waypoint-not-found';
import { deployment, finder, namespace, object, service } from '../../objects/workloads';

const find = finder(waypointNotFound);
const waypoint = (name: string, where = 'shop') => object('gateway.networking.k8s.io/v1', 'Gateway', name, { spec: { gatewayClassName: 'istio-waypoint' } }, { namespace: where });
const uses = (name: string, more = {}) => ({ 'istio.io/use-waypoint': name, ...more });

describe('a waypoint that is not there', () => {
  test('is found at namespaces, Services, entries and pods', () => {
    expect(find([namespace(uses('way')), waypoint('waypoint'), waypoint('other')])).toEqual([
      'Namespace shop metadata.labels["istio.io/use-waypoint"]: uses waypoint \'way\', and the Gateways of namespace \'shop\' are \'waypoint\', \'other\'',
    ]);
    expect(find([object('v1', 'Service', 'cart', {}, { labels: uses('way') }), waypoint('waypoint')])).toEqual([expect.stringContaining('Service shop/cart metadata.labels')]);
    expect(find([object('networking.istio.io/v1', 'ServiceEntry', 'pay', {}, { labels: uses('way') }), waypoint('waypoint')])).toHaveLength(1);
    expect(find([deployment('cart', { labels: uses('way') }), waypoint('waypoint')])).toEqual([expect.stringContaining('Deployment shop/cart spec.template.metadata.labels')]);
  });

  test('may be in another namespace', () => {
    const labels = uses('way', { 'istio.io/use-waypoint-namespace': 'infra' });
    expect(find([namespace(labels), waypoint('way', 'infra')])).toEqual([]);
    expect(find([namespace(labels), waypoint('way'), waypoint('waypoint', 'infra')])).toHaveLength(1);
  });

  test('is not missed where there is one, none is wanted, or none was given', () => {
    expect(find([namespace(uses('waypoint')), waypoint('waypoint')])).toEqual([]);
    expect(find([namespace(uses('none')), service('cart'), waypoint('waypoint')])).toEqual([]);
    expect(find([namespace(uses('')), waypoint('waypoint')])).toEqual([]);
    expect(find([namespace(uses('way')), waypoint('waypoint', 'infra')])).toEqual([]);
  });
});
