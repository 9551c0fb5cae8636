import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  AccessAction, AccessPolicy, AccessPolicyProps, AccessSource, AdoptedService, EgressGateway, ExternalService, GlobalRateLimit, Injection,
  LeastPrivilege, LeastPrivilegeProps, MeshGateway, MeshNamespace, MeshService, MeshSettings, NetworkPeer, OutboundTraffic, PolicyScope,
  PortProtocol, RateLimitScope, RateLimitService, RateLimitUnit, RouteAction, RouteMatch, ServiceAlias, ServiceRoute, Suspend,
  TrafficMirror,
} from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { admits } from '../support/authorization';
import { connects, PodEnd } from '../support/network-policies';
import { find, Manifest, ofKind, synth, synthFiles } from '../support/synth';

const RANGES = ['10.244.0.0/16', '10.96.0.0/12'];
const INGRESS = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account';

function shop(props?: LeastPrivilegeProps) {
  const app = new App();
  const settings = MeshSettings.set(app, { clusterAddressRanges: RANGES });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  return { app, settings, chart, policy: new LeastPrivilege(chart, 'least-privilege', props) };
}

/** A service with a Deployment for each version, by its account. */
function adopted(chart: Chart, name: string, versions: { [version: string]: string }, calls: MeshService[]): AdoptedService {
  const ports = [{ name: 'http', port: 80 }];
  const service = new ApiObject(chart, `${name}-files`, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports } });
  const result = new AdoptedService(chart, name, { service, calls });
  for (const [version, serviceAccountName] of Object.entries(versions)) {
    const labels = { app: name, version };
    const template = { metadata: { labels }, spec: { serviceAccountName, containers: [{ name, image: 'b' }] } };
    const workload = new ApiObject(chart, `${name}-${version}-file`, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `${name}-${version}` }, spec: { selector: { matchLabels: labels }, template } });
    result.adopt(version, { workload });
  }
  return result;
}

const rulesOf = (objects: readonly Manifest[], service: string) => (find(objects, 'AuthorizationPolicy', service).spec as any).rules;
const podOf = ({ namespace, podLabels }: MeshService, address = '10.244.0.1'): PodEnd => ({ namespace, labels: podLabels, address });
const pod = (namespace: string, labels: { [name: string]: string }): PodEnd => ({ namespace, labels, address: '10.244.9.9' });
const admitted = (objects: readonly Manifest[], service: MeshService, principal: string | undefined, port = 80, path = '/', method = 'GET') =>
  admits(objects, { namespace: service.namespace, labels: service.podLabels }, { principal, port, path, method });

describe('least privilege', () => {
  test('admits the declared callers by their identities on the pods\' ports, and nobody else', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock', { ports: [{ port: 80, targetPort: 8080 }, { port: 3306, protocol: PortProtocol.MYSQL }] });
    withVersion(chart, 'cart', { calls: [stock] });
    withVersion(chart, 'alone');
    const objects = synth(chart);
    expect(find(objects, 'AuthorizationPolicy', 'stock')).toEqual({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'stock', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'stock' } },
        rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart'] } }], to: [{ operation: { ports: ['3306', '8080'] } }] }],
      },
    });
    expect(rulesOf(objects, 'alone')).toEqual([]);
  });

  test('admits callers alike in one rule, and each of the others to what it declares', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    withVersion(chart, 'cart', { calls: [stock] });
    withVersion(chart, 'basket', { calls: [stock] });
    withVersion(chart, 'search').callsOnly(stock, { methods: ['GET', 'HEAD'], paths: ['/items/*'] }, { paths: ['/health'] });
    expect(rulesOf(synth(chart), 'stock')).toEqual([
      { from: [{ source: { principals: ['cluster.local/ns/shop/sa/basket', 'cluster.local/ns/shop/sa/cart'] } }], to: [{ operation: { ports: ['80'] } }] },
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/search'] } }],
        to: [{ operation: { ports: ['80'], methods: ['GET', 'HEAD'], paths: ['/items/*'] } }, { operation: { ports: ['80'], paths: ['/health'] } }],
      },
    ]);
  });

  test('asks methods and paths of ports alone that speak HTTP', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock', { ports: [{ port: 80 }, { port: 3306, protocol: PortProtocol.MYSQL }] });
    withVersion(chart, 'cart').callsOnly(stock, { methods: ['GET'] });
    expect(rulesOf(synth(chart), 'stock')[0].to).toEqual([{ operation: { ports: ['80'], methods: ['GET'] } }]);
  });

  test('admits gateways that expose a service, and whoever reaches it by another\'s routes, mirrors and suspensions', () => {
    const { chart } = shop();
    const [front, old, stock, copies, spare] = ['front', 'old', 'stock', 'copies', 'spare'].map(name => withVersion(chart, name));
    withVersion(chart, 'cart', { calls: [front] });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(front);
    new ServiceRoute(chart, 'items', { service: front, match: [RouteMatch.path().under('/items')], action: RouteAction.toService(stock) });
    new TrafficMirror(chart, 'mirror', { service: stock, toService: copies });
    new Suspend(chart, 'suspend', { service: stock, suspended: false, instead: RouteAction.toService(spare) });
    const objects = synth(chart);
    const cart = 'cluster.local/ns/shop/sa/cart';
    for (const service of [front, stock, copies, spare]) {
      expect([admitted(objects, service, cart), admitted(objects, service, INGRESS), admitted(objects, service, 'cluster.local/ns/shop/sa/old')]).toEqual([true, true, false]);
    }
    expect(admitted(objects, old, cart)).toBe(false);
    // And their connections too.
    const [from] = [pod('shop', { app: 'cart' })];
    expect([front, stock, copies, spare, old].map(to => connects(objects, from, podOf(to), 80))).toEqual([true, true, true, true, false]);
  });

  test('admits callers of an alias', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    withVersion(chart, 'cart', { calls: [new ServiceAlias(chart, 'old-stock', { target: stock })] });
    const objects = synth(chart);
    expect(admitted(objects, stock, 'cluster.local/ns/shop/sa/cart')).toBe(true);
    expect(connects(objects, pod('shop', { app: 'cart' }), podOf(stock), 80)).toBe(true);
  });

  test('holds for the whole app, a chart, or chosen services', () => {
    const app = new App();
    const [shopping, billing] = ['shop', 'billing'].map(namespace => new Chart(app, namespace, { namespace }));
    withVersion(shopping, 'cart');
    const invoices = withVersion(billing, 'invoices');
    withVersion(billing, 'taxes');
    const policy = new LeastPrivilege(shopping, 'shop-alone');
    expect(policy.authorizationPolicy(invoices)).toBeUndefined();
    new LeastPrivilege(billing, 'one', { services: [invoices] });
    const named = ofKind(synth(shopping), 'AuthorizationPolicy').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(named.sort()).toEqual(['billing/invoices', 'shop/cart']);
    const whole = new App();
    const charts = ['shop', 'billing'].map(namespace => new Chart(whole, namespace, { namespace }));
    new LeastPrivilege(whole, 'all');
    charts.forEach(chart => withVersion(chart, 'cart'));
    expect(ofKind(synth(charts[0]), 'NetworkPolicy').map(({ metadata }) => metadata.namespace).sort()).toEqual(['billing', 'shop']);
  });

  test('admits every workload of the mesh to what its proxies themselves talk to', () => {
    const { chart, settings } = shop();
    const judge = withVersion(chart, 'judge', { port: 9000, targetPort: 9001, protocol: PortProtocol.GRPC });
    const stranger = withVersion(chart, 'stranger');
    settings.addProviders(judge);
    stranger.versions[0].addMachines({ machines: [{ address: '192.0.2.10' }] });
    const objects = synth(chart);
    expect(rulesOf(objects, 'judge')).toEqual([{ from: [{ source: { principals: ['*'] } }], to: [{ operation: { ports: ['9001'] } }] }]);
    const ends = [podOf(stranger), pod('istio-system', { istio: 'ingressgateway' }), { address: '192.0.2.10' }, { address: '203.0.113.7' }];
    expect(ends.map(from => connects(objects, from, podOf(judge), 9001))).toEqual([true, true, true, false]);
  });

  test('admits gateways whose requests a service counts', () => {
    const { chart } = shop();
    const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    const limits = new RateLimitService(chart, 'limits');
    const scopes = [RateLimitScope.gateway(edge)];
    new GlobalRateLimit(chart, 'quota', { service: limits, scopes, limits: [{ name: 'all', requests: 10, per: RateLimitUnit.SECOND }] });
    edge.expose(withVersion(chart, 'cart'));
    const objects = synth(chart);
    expect(admitted(objects, limits.service as MeshService, INGRESS, 8081)).toBe(true);
    expect(admitted(objects, limits.service as MeshService, 'cluster.local/ns/shop/sa/cart', 8081)).toBe(false);
  });

  test('can be patched, and leave NetworkPolicies out', () => {
    const { chart, policy } = shop({ networkPolicies: false });
    const cart = withVersion(chart, 'cart');
    policy.authorizationPolicy(cart)!.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'istio.io/dry-run': 'true' }));
    expect(policy.networkPolicy(cart)).toBeUndefined();
    const objects = synth(chart);
    expect(ofKind(objects, 'NetworkPolicy')).toEqual([]);
    expect(find(objects, 'AuthorizationPolicy', 'cart').metadata.annotations).toEqual({ 'istio.io/dry-run': 'true' });
  });

  test('admits all identities of a caller whose versions run as different accounts', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    const cart = adopted(chart, 'cart', { v1: 'one', v2: 'two' }, [stock]);
    expect(cart.principal).toBeUndefined();
    expect(rulesOf(synth(chart), 'stock')[0].from).toEqual([{ source: { principals: ['cluster.local/ns/shop/sa/one', 'cluster.local/ns/shop/sa/two'] } }]);
  });
});

describe('the NetworkPolicy behind it', () => {
  test('lets in declared callers, gateways, Prometheus and the node, to the ports that are theirs', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock', { ports: [{ port: 80, targetPort: 8080 }, { port: 53, protocol: PortProtocol.UDP }] });
    const cart = withVersion(chart, 'cart', { calls: [stock] });
    const search = withVersion(chart, 'search');
    search.callsOnly(stock, { ports: [80] });
    new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] }).expose(stock);
    const objects = synth(chart);
    const to = podOf(stock);
    const from = (end: PodEnd | 'its node' | { address: string }) => [connects(objects, end, to, 8080), connects(objects, end, to, 53, 'UDP'), connects(objects, end, to, 15020), connects(objects, end, to, 80)];
    expect(from(podOf(cart))).toEqual([true, true, false, false]);
    expect(from(podOf(search))).toEqual([true, false, false, false]);
    expect(from(pod('istio-system', { istio: 'ingressgateway' }))).toEqual([true, false, false, false]);
    expect(from(pod('monitoring', { 'app.kubernetes.io/name': 'prometheus' }))).toEqual([false, false, true, false]);
    expect(from(pod('other', { app: 'cart' }))).toEqual([false, false, false, false]);
    expect(from({ address: '203.0.113.7' })).toEqual([false, false, false, false]);
    expect(from('its node')).toEqual([true, true, true, true]);
  });

  test('lets pods reach DNS, the control plane, providers and what they call, and nothing else', () => {
    const { chart, settings } = shop();
    const stock = withVersion(chart, 'stock', { port: 80, targetPort: 8080 });
    const other = withVersion(chart, 'other');
    settings.addProviders(MeshService.fromServiceAttributes(chart, 'traces', { serviceName: 'otel', namespace: 'tracing', ports: [{ port: 4317, targetPort: 4317 }], podLabels: { app: 'otel' } }));
    const cart = withVersion(chart, 'cart', { calls: [stock] });
    const objects = synth(chart);
    const reaches = (end: PodEnd | { address: string }, port: number, protocol?: 'UDP') => connects(objects, podOf(cart), end, port, protocol);
    const dns = pod('kube-system', { 'k8s-app': 'kube-dns' });
    expect([reaches(dns, 53, 'UDP'), reaches(dns, 53), reaches(dns, 80)]).toEqual([true, true, false]);
    expect([reaches(pod('istio-system', { app: 'istiod' }), 15012), reaches(pod('istio-system', { app: 'istiod' }), 15010)]).toEqual([true, false]);
    expect([reaches(pod('tracing', { app: 'otel' }), 4317), reaches(pod('tracing', { app: 'otel' }), 80)]).toEqual([true, false]);
    expect([reaches(podOf(stock), 8080), reaches(podOf(stock), 80), reaches(podOf(other), 80), reaches({ address: '203.0.113.7' }, 443)]).toEqual([true, false, false, false]);
  });

  test('lets pods reach services of other teams as far as their pods are known', () => {
    const { chart } = shop();
    const known = { serviceName: 'known', namespace: 'team', ports: [{ port: 80, targetPort: 8080 }], podLabels: { app: 'known' } };
    const calls = [known, { serviceName: 'unknown', namespace: 'team-b', ports: [{ port: 80 }] }].map(one => MeshService.fromServiceAttributes(chart, one.serviceName, one));
    const cart = withVersion(chart, 'cart', { calls });
    const objects = synth(chart);
    const reaches = (end: PodEnd, port: number) => connects(objects, podOf(cart), end, port);
    expect([reaches(pod('team', { app: 'known' }), 8080), reaches(pod('team', { app: 'known' }), 80), reaches(pod('team', { app: 'x' }), 8080)]).toEqual([true, false, false]);
    expect([reaches(pod('team-b', { app: 'x' }), 9999), reaches(pod('team-c', { app: 'x' }), 9999)]).toEqual([true, false]);
  });

  test('lets pods reach external services by address, anywhere outside, or at their egress gateway alone', () => {
    const { chart } = shop();
    const fixed = new ExternalService(chart, 'fixed', { host: 'fixed.example.com', endpoints: [{ address: '192.0.2.7' }] });
    const named = new ExternalService(chart, 'named', { host: 'named.example.com' });
    const gated = new ExternalService(chart, 'gated', { host: 'gated.example.com' });
    const egress = new EgressGateway(chart, 'egress');
    egress.route(gated);
    const [a, b, c] = [fixed, named, gated].map((external, index) => withVersion(chart, `caller-${index}`, { calls: [external] }));
    const objects = synth(chart);
    const reaches = (service: MeshService) => [{ address: '192.0.2.7' }, { address: '198.51.100.1' }, pod('shop', egress._pods.labels!), pod('shop', { app: 'x' })]
      .map(end => connects(objects, podOf(service), end, 443));
    expect(reaches(a)).toEqual([true, false, false, false]);
    expect(reaches(b)).toEqual([true, true, false, false]);
    expect(reaches(c)).toEqual([false, false, true, false]);
  });

  test('lets machines in by their addresses, and pods reach them', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock', { port: 80, targetPort: 8080 });
    const cart = withVersion(chart, 'cart', { calls: [stock] });
    cart.versions[0].addMachines({ machines: [{ address: '192.0.2.10' }] });
    stock.versions[0].addMachines({ machines: [{ address: '192.0.2.20' }], ports: { 80: 9999 } });
    const objects = synth(chart);
    expect(connects(objects, { address: '192.0.2.10' }, podOf(stock), 8080)).toBe(true);
    expect(connects(objects, { address: '192.0.2.11' }, podOf(stock), 8080)).toBe(false);
    expect([9999, 8080].map(port => connects(objects, podOf(cart), { address: '192.0.2.20' }, port))).toEqual([true, false]);
    // Machines listen on another port than pods, and the policy holds for both.
    expect(rulesOf(objects, 'stock')[0].to).toEqual([{ operation: { ports: ['8080', '9999'] } }]);
  });

  test('leaves the way out open for services that may call everything', () => {
    const { chart } = shop();
    const open = withVersion(chart, 'open', { outboundTraffic: OutboundTraffic.ALLOW_ANY });
    const objects = synth(chart);
    expect((find(objects, 'NetworkPolicy', 'open').spec as any).policyTypes).toEqual(['Ingress']);
    expect(connects(objects, podOf(open), { address: '203.0.113.7' }, 443)).toBe(true);
  });

  test('takes DNS, the control plane and Prometheus where they are', () => {
    const { chart } = shop({
      dns: [NetworkPeer.addresses('169.254.20.10/32')],
      controlPlane: [NetworkPeer.pods({ namespace: 'mesh', labels: { app: 'istiod' } })],
      prometheus: [NetworkPeer.pods({ namespace: 'watch' })],
    });
    const cart = withVersion(chart, 'cart');
    const objects = synth(chart);
    expect(connects(objects, podOf(cart), { address: '169.254.20.10' }, 53, 'UDP')).toBe(true);
    expect(connects(objects, podOf(cart), pod('kube-system', { 'k8s-app': 'kube-dns' }), 53, 'UDP')).toBe(false);
    expect(connects(objects, podOf(cart), pod('mesh', { app: 'istiod' }), 15012)).toBe(true);
    expect(connects(objects, pod('watch', {}), podOf(cart), 15090)).toBe(true);
    expect(connects(objects, pod('other', { 'app.kubernetes.io/name': 'prometheus' }), podOf(cart), 15090)).toBe(false);
  });

  test('reaches pods of other clusters, in the same network by their addresses, in another by its gateway', () => {
    const app = new App();
    const [east, near, far] = [['east', 'one', '10.1.0.0/16'], ['near', 'one', '10.2.0.0/16'], ['far', 'two', '10.1.0.0/16']].map(([clusterName, network, range]) => {
      const chart = new Chart(app, clusterName, { namespace: 'shop' });
      MeshSettings.set(chart, { clusterName, network, meshId: 'shop', clusterAddressRanges: [range] });
      new LeastPrivilege(chart, 'least-privilege');
      return chart;
    });
    const [inEast, inNear, inFar] = [east, near, far].map(chart => withVersion(chart, 'stock', { port: 80, targetPort: 8080 }));
    const cart = withVersion(east, 'cart', { calls: [inEast] });
    const files = synthFiles(east);
    const [objects, nearObjects, farObjects] = ['east', 'near', 'far'].map(name => files.get(`${name}.k8s.yaml`)!);
    expect(connects(objects, podOf(cart), podOf(inEast), 8080)).toBe(true);
    expect([8080, 80].map(port => connects(objects, podOf(cart), { address: '10.2.7.7' }, port))).toEqual([true, false]);
    expect([15443, 8080].map(port => connects(objects, podOf(cart), { address: '203.0.113.7' }, port))).toEqual([true, false]);
    expect(['10.1.7.7', '10.3.7.7'].map(address => connects(nearObjects, { address }, podOf(inNear), 8080))).toEqual([true, false]);
    expect(connects(farObjects, { address: '10.1.7.7' }, podOf(inFar), 8080)).toBe(false);
    expect(admitted(farObjects, inFar, 'cluster.local/ns/shop/sa/cart', 8080)).toBe(true);
  });
});

describe('the network behind least privilege', () => {
  const { allow, deny } = AccessAction;
  const legacy = pod('legacy', { app: 'old' });
  const outside = { address: '203.0.113.7' };
  /** Who of some reaches stock at one of its ports, with a policy for it. */
  function reached(props: Omit<AccessPolicyProps, 'action' | 'scope'> & Partial<AccessPolicyProps>, port = 8080) {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock', { ports: [{ port: 80, targetPort: 8080 }, { port: 3306, protocol: PortProtocol.MYSQL }] });
    const cart = withVersion(chart, 'cart', { outboundTraffic: OutboundTraffic.ALLOW_ANY });
    new AccessPolicy(chart, 'more', { action: allow(), scope: PolicyScope.service(stock), ...props });
    const objects = synth(chart);
    const peers = { cart: podOf(cart), legacy, reports: pod('reports', { app: 'monthly' }), outside };
    return Object.entries(peers).filter(([, peer]) => connects(objects, peer, podOf(stock), port)).map(([name]) => name);
  }
  const from = (...sources: AccessSource[]) => reached({ rules: [{ from: sources }] });

  test('lets through whom a policy admits beside the declared callers', () => {
    expect(from(AccessSource.namespaces('reports'))).toEqual(['reports']);
    expect(from(AccessSource.principals('cluster.local/ns/reports/sa/monthly'))).toEqual(['reports']);
    expect(from(AccessSource.ipBlocks('203.0.113.7'), AccessSource.namespaces('legacy'))).toEqual(['legacy', 'outside']);
    expect(from(AccessSource.anyIdentity())).toEqual(['cart', 'legacy', 'reports']);
    expect(from(AccessSource.principals('*/sa/monthly'))).toEqual(['cart', 'legacy', 'reports']);
  });

  test('lets all through where it cannot tell who is meant', () => {
    const all = ['cart', 'legacy', 'reports', 'outside'];
    expect(from(AccessSource.anyone())).toEqual(all);
    expect(from(AccessSource.namespaces('legacy').not())).toEqual(all);
    expect(from(AccessSource.requestPrincipals('*'))).toEqual(all);
    expect(reached({ rules: [{ to: [{ methods: ['GET'] }] }] })).toEqual(all);
    expect(from(AccessSource.requestPrincipals('*').and(AccessSource.namespaces('legacy')))).toEqual(['legacy']);
  });

  test('knows services and gateways by their pods', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    const cart = withVersion(chart, 'cart', { outboundTraffic: OutboundTraffic.ALLOW_ANY });
    const theirs = MeshService.fromServiceAttributes(chart, 'theirs', { serviceName: 'theirs', namespace: 'reports', ports: [{ port: 80 }], podLabels: { app: 'monthly' }, serviceAccountName: 'monthly' });
    const edge = new MeshGateway(chart, 'edge', { hosts: ['a.example.com'] });
    edge.expose(cart);
    const rules = [{ from: [AccessSource.service(cart), AccessSource.service(theirs), AccessSource.gateway(edge)] }];
    new AccessPolicy(chart, 'more', { action: allow(), scope: PolicyScope.service(stock), rules });
    const objects = synth(chart);
    const reaches = (peer: PodEnd) => connects(objects, peer, podOf(stock), 80);
    expect([podOf(cart), pod('reports', { app: 'monthly' }), pod('istio-system', { istio: 'ingressgateway' })].map(reaches)).toEqual([true, true, true]);
    expect([pod('shop', { app: 'other' }), pod('reports', { app: 'other' }), pod('istio-system', { istio: 'egress' })].map(reaches)).toEqual([false, false, false]);
  });

  test('opens the ports that are meant', () => {
    const rules = [{ from: [AccessSource.namespaces('reports')], to: [{ ports: [3306] }] }];
    expect([reached({ rules }), reached({ rules }, 3306)]).toEqual([[], ['reports']]);
    expect(reached({ rules: [{ from: [AccessSource.namespaces('reports')], to: [{ notPorts: [80] }] }] })).toEqual([]);
  });

  test('opens nothing for what denies, is rehearsed or holds for others', () => {
    const rules = [{ from: [AccessSource.namespaces('reports')] }];
    expect([reached({ rules, action: deny() }), reached({ rules, dryRun: true }), reached({ rules, scope: PolicyScope.namespace('other') })]).toEqual([[], [], []]);
    expect(reached({ rules, scope: PolicyScope.namespace() })).toEqual(['reports']);
  });
});

describe('least privilege fails', () => {
  test('where a caller has no identity that is known', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    MeshGateway.fromGatewayAttributes(chart, 'theirs', { gatewayName: 'g', namespace: 'edge', hosts: ['a.example.com'] }).expose(stock);
    expectFailure(() => synth(chart), '[shop/stock] admits callers by their identities, and that of \'shop/theirs\', which exposes it, is not known', 'serviceAccountName');
  });

  test('where a caller is outside of the mesh', () => {
    const { chart, app } = shop();
    const legacy = new Chart(app, 'legacy', { namespace: 'legacy' });
    new MeshNamespace(legacy, 'namespace', { injection: Injection.disabled() });
    const stock = withVersion(chart, 'stock');
    withVersion(legacy, 'batch', { calls: [stock] });
    expectFailure(() => synth(chart), '[shop/stock] admits callers by their identities, and \'legacy/batch\', which calls it, has none: namespace \'legacy\' injects no proxies');
  });

  test('where the service itself is outside of the mesh', () => {
    const { chart } = shop();
    withVersion(chart, 'cart', {}, { podLabels: { 'sidecar.istio.io/inject': 'false' } });
    expectFailure(() => synth(chart), '[shop/cart] admits its declared callers alone, and the pods of version \'v1\' ask for no proxy, so nobody would hold the others back');
  });

  test('where somebody who does not call shares the identity of a caller', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    withVersion(chart, 'cart', { calls: [stock] });
    adopted(chart, 'sharer', { v1: 'cart' }, []);
    expectFailure(() => synth(chart), '[shop/stock] admits \'shop/cart\' by its identity, \'cluster.local/ns/shop/sa/cart\', which \'shop/sharer\' has too, without a declared call');
  });

  test('not where all that share an identity call', () => {
    const { chart } = shop();
    const stock = withVersion(chart, 'stock');
    withVersion(chart, 'cart', { calls: [stock] });
    adopted(chart, 'sharer', { v1: 'cart' }, [stock]);
    expect(rulesOf(synth(chart), 'stock')).toHaveLength(1);
  });

  test('where two hold for one service, none does for any, or nothing is named', () => {
    const { chart, app } = shop();
    withVersion(chart, 'cart');
    expectFailure(() => new LeastPrivilege(app, 'twice'), '[twice] who may call \'shop/cart\' is owned by');
    const empty = new Chart(new App(), 'empty', { namespace: 'empty' });
    new LeastPrivilege(empty, 'least-privilege');
    expectFailure(() => synth(empty), '[empty/least-privilege] holds for no service: add it to a chart or an app that has some');
    expectFailure(() => new LeastPrivilege(empty, 'none', { services: [] }), '[empty/none] holds for no service: name at least one');
    expectFailure(() => new LeastPrivilege(empty, 'idle', { networkPolicies: false, dns: [] }), '[empty/idle] has dns and networkPolicies: false');
  });
});
