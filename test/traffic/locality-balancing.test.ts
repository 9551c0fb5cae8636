import { CircuitBreaker, ConnectionLimits, HashKey, LoadBalancing, Locality, LocalityBalancing, MeshService, OutlierDetection } from '../../src';
import { expectFailure, IMAGE, newChart, withVersion } from '../service/fixtures';
import { find, synth } from '../support/synth';

const { distribute, failover, failoverPriority, ignored } = Locality;
const ejection = OutlierDetection.failingPods();
const outlierDetection = { consecutive5xxErrors: 5, maxEjectionPercent: 50 };
const ruleOf = (service: MeshService) => find(synth(service), 'DestinationRule', 'shop').spec;

function balanced(locality: Locality): MeshService {
  const service = withVersion(newChart(), 'shop');
  new LocalityBalancing(service, 'near', { service, locality });
  return service;
}

test.each([
  [failover(ejection), { enabled: true }],
  [failover(ejection, [{ from: 'eu', to: 'us' }, { from: 'us', to: 'eu' }]), { failover: [{ from: 'eu', to: 'us' }, { from: 'us', to: 'eu' }] }],
  [failoverPriority(ejection, ['topology.kubernetes.io/region', 'version=v1']), { failoverPriority: ['topology.kubernetes.io/region', 'version=v1'] }],
])('a failover brings what makes it work (%#)', (locality, localityLbSetting) => {
  expect(ruleOf(balanced(locality)).trafficPolicy).toEqual({ loadBalancer: { localityLbSetting }, outlierDetection });
});

test('shares by weight and places that do not count need nothing more', () => {
  const to = { 'eu/a/*': 80, 'eu/b/*': 20 };
  expect(ruleOf(balanced(distribute([{ from: 'eu/a/*', to }]))).trafficPolicy).toEqual({ loadBalancer: { localityLbSetting: { distribute: [{ from: 'eu/a/*', to }] } } });
  expect(ruleOf(balanced(ignored())).trafficPolicy).toEqual({ loadBalancer: { localityLbSetting: { enabled: false } } });
});

test('stands beside how a pod is chosen, of the service and of a version', () => {
  const service = withVersion(newChart(), 'shop', { loadBalancing: LoadBalancing.roundRobin() });
  const v2 = service.addVersion('v2', { image: IMAGE, loadBalancing: LoadBalancing.consistentHash(HashKey.header('x-user')) });
  new LocalityBalancing(service, 'near', { service, locality: failover(ejection, [{ from: 'eu', to: 'us' }]) });
  new LocalityBalancing(service, 'anywhere', { version: v2, locality: ignored() });
  const { trafficPolicy, subsets } = ruleOf(service);
  expect(trafficPolicy.loadBalancer).toEqual({ simple: 'ROUND_ROBIN', localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } });
  expect(subsets[1].trafficPolicy).toEqual({ loadBalancer: { consistentHash: { httpHeaderName: 'x-user' }, localityLbSetting: { enabled: false } } });
});

test('of the service holds for a version that chooses its pods in its own way', () => {
  const service = withVersion(newChart(), 'shop', {}, { loadBalancing: LoadBalancing.random() });
  new LocalityBalancing(service, 'near', { service, locality: failover(ejection) });
  expect(ruleOf(service).subsets[0].trafficPolicy).toEqual({ loadBalancer: { simple: 'RANDOM', localityLbSetting: { enabled: true } } });
});

test.each<[Locality, string]>([
  [failover(ejection, [{ from: 'eu', to: 'eu' }]), 'failover from region \'eu\' leads to itself'],
  [failover(ejection, [{ from: 'eu/a', to: 'us' }]), 'failover names \'eu/a\', which is no region'],
  [failover(ejection, [{ from: 'eu', to: '*' }]), 'failover names \'*\', which is no region'],
  [failover(ejection, [{ from: 'eu', to: 'us' }, { from: 'eu', to: 'asia' }]), 'failover from region \'eu\' is said twice'],
  [failover(OutlierDetection.of({})), 'ejection counts no errors'],
  [failoverPriority(ejection, []), 'failoverPriority names no label'],
  [failoverPriority(ejection, ['a label']), 'failoverPriority names \'a label\', which is no label'],
  [failoverPriority(ejection, ['version=v1', 'version']), 'failoverPriority names label \'version\' twice'],
  [distribute([]), 'distributes nothing'],
  [distribute([{ from: 'eu/a', to: {} }]), 'distributes the requests from \'eu/a\' over nothing, in all 0'],
  [distribute([{ from: 'eu/a', to: { 'eu/a': 80, 'eu/b': 10 } }]), 'over eu/a 80, eu/b 10, in all 90: the shares must add up to 100'],
  [distribute([{ from: 'eu/a', to: { 'eu/a': 100, 'eu/b': 0 } }]), 'share of \'eu/b\' 0 is not a share in percent: use a whole number from 1 to 100'],
  [distribute([{ from: 'eu/*/a', to: { eu: 100 } }]), 'from names \'eu/*/a\', which is no place'],
  [distribute([{ from: 'eu//a', to: { eu: 100 } }]), 'from names \'eu//a\', which is no place'],
  [distribute([{ from: 'eu/a', to: { 'eu': 50, 'eu/b/c': 50 } }]), 'to of \'eu/a\' names \'eu\' and \'eu/b/c\', of which one is within the other'],
  [distribute([{ from: 'eu/a/*', to: { eu: 100 } }, { from: 'eu/a', to: { eu: 100 } }]), 'from names \'eu/a/*\' and \'eu/a\''],
  [distribute([{ from: '*', to: { eu: 100 } }, { from: 'eu', to: { eu: 100 } }]), 'from names \'*\' and \'eu\''],
])('fails with what Istio refuses or does not read (%#)', (locality, message) => {
  expectFailure(() => balanced(locality), 'chart/shop/near', message);
});

test('fails where the ejection could take no pod', () => {
  const service = withVersion(newChart(), 'shop', {}, { replicas: 1 });
  new LocalityBalancing(service, 'near', { service, locality: failover(ejection) });
  expectFailure(() => synth(service), '[chart/shop/near] can eject nothing');
});

test('fails where two say where requests go, each a part, or eject the same pods', () => {
  const service = balanced(distribute([{ from: 'eu', to: { eu: 100 } }]));
  new LocalityBalancing(service, 'far', { service, locality: failover(ejection, [{ from: 'eu', to: 'us' }]) });
  expectFailure(() => synth(service), '\'chart/shop/far\': sets loadBalancer.localityLbSetting for the service\'s pods, and so does \'chart/shop/near\': say it once');
  const other = balanced(failover(ejection));
  new CircuitBreaker(other, 'breaker', { service: other, ejection, limits: ConnectionLimits.atOnce(5) });
  expectFailure(() => synth(other), '\'chart/shop/breaker\': sets outlierDetection.consecutive5xxErrors', 'so does \'chart/shop/near\': say it once');
});

test('fails without a service or version, and with both', () => {
  const service = withVersion(newChart(), 'shop');
  expectFailure(() => new LocalityBalancing(service, 'a', { locality: ignored() }), 'chart/shop/a', 'neither service nor version');
  expectFailure(() => new LocalityBalancing(service, 'b', { service, version: service.versions[0], locality: ignored() }), 'both service and version');
});
