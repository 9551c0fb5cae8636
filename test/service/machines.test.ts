import { App, ApiObject, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { AdoptedService, CanaryRoute, CircuitBreaker, MachineReadiness, MachinesProps, MeshService, MeshServiceProps, MeshSettings, OutlierDetection, PortProtocol } from '../../src';
import { find, findOnly, ofKind, synth } from '../support/synth';

const ADDRESS = '10.20.0.11';
const machines = [{ address: ADDRESS }, { address: '10.20.0.12' }];
const stock = (scope: Construct, props: Partial<MeshServiceProps> = {}) => new MeshService(scope, 'stock', props.ports ? props : { port: 80, targetPort: 8080, ...props });

/** The group and the one entry of a version that runs on one machine. */
function written(props: MachinesProps, service: Partial<MeshServiceProps> = {}) {
  const chart = newChart();
  stock(chart, service).addMachines('v1', { machines: [{ address: ADDRESS }], ...props });
  const objects = synth(chart);
  return { group: findOnly(objects, 'WorkloadGroup'), entry: findOnly(objects, 'WorkloadEntry') };
}

function adopted(scope: Construct, port: object = { name: 'http', port: 80, targetPort: 'web' }, protocols?: { [port: string]: PortProtocol }): AdoptedService {
  const service = new ApiObject(scope, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'stock' }, spec: { selector: { app: 'stock', tier: 'back' }, ports: [port] } } as any);
  return new AdoptedService(scope, 'stock', { service, protocols });
}

describe('a version on machines', () => {
  test('is a WorkloadGroup and an entry for each machine, which the Service and the subset select', () => {
    const chart = newChart();
    const version = stock(chart).addMachines('v1', { machines });
    const objects = synth(chart);
    expect(findOnly(objects, 'WorkloadGroup')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadGroup',
      metadata: { name: 'stock-v1', namespace: 'shop', labels: { app: 'stock', version: 'v1' } },
      spec: {
        metadata: { labels: { app: 'stock', version: 'v1' } },
        template: { ports: { http: 8080 }, serviceAccount: 'stock' },
        probe: { tcpSocket: { host: 'localhost', port: 8080 } },
      },
    });
    expect(find(objects, 'WorkloadEntry', 'stock-v1-10.20.0.11')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: {
        name: 'stock-v1-10.20.0.11',
        namespace: 'shop',
        labels: { app: 'stock', version: 'v1' },
        annotations: { 'proxy.istio.io/health-checks-enabled': 'true' },
      },
      spec: { address: ADDRESS, labels: { app: 'stock', version: 'v1' }, serviceAccount: 'stock' },
    });
    expect(ofKind(objects, 'WorkloadEntry').map(({ spec }) => spec.address)).toEqual([ADDRESS, '10.20.0.12']);
    expect(findOnly(objects, 'Service').spec.selector).toEqual({ app: 'stock' });
    expect(findOnly(objects, 'DestinationRule').spec.subsets).toEqual([{ name: 'v1', labels: { version: 'v1' } }]);
    expect(ofKind(objects, 'Deployment')).toEqual([]);
    expect(version).toMatchObject({ versionName: 'v1', replicas: 2, podLabels: { app: 'stock', version: 'v1' }, deployment: undefined });
  });

  test('has as many machines as register, where no address is given', () => {
    const chart = newChart();
    const version = stock(chart).addMachines('v1', {});
    const objects = synth(chart);
    expect(findOnly(objects, 'WorkloadGroup').spec.metadata.labels).toEqual({ app: 'stock', version: 'v1' });
    expect(ofKind(objects, 'WorkloadEntry')).toEqual([]);
    expect(version.replicas).toBeUndefined();
  });

  test('shares requests with pods by weights, as any version', () => {
    const chart = newChart();
    const service = stock(chart);
    const onMachines = service.addMachines('v1', { machines });
    const inPods = service.addVersion('v2', { image: IMAGE });
    new CanaryRoute(chart, 'move', { stable: onMachines, canary: inPods, weight: 10 });
    const { host } = service;
    expect(findOnly(synth(chart), 'VirtualService').spec.http[0].route).toEqual([
      { destination: { host, subset: 'v2' }, weight: 10 },
      { destination: { host, subset: 'v1' }, weight: 90 },
    ]);
  });

  test('may be retiring', () => {
    const chart = newChart();
    const service = withVersion(chart, 'stock');
    expect(service.addMachines('old', { machines, retiring: true }).retiring).toBe(true);
    expect(findOnly(synth(chart), 'VirtualService').spec.http[0].route).toEqual([{ destination: { host: service.host, subset: 'v1' } }]);
  });

  test('is no version\'s whose labels its pods carry', () => {
    const service = withVersion(newChart(), 'stock');
    expectFailure(() => service.addMachines('v1', {}), '[chart/stock] has version \'v1\' already');
    service.adopt('old', { labels: { track: 'old' } });
    expect(() => service.addMachines('v2', {})).not.toThrow();
  });
});

describe('machines beside the pods of a version', () => {
  test('carry what its pods carry, and count as they do', () => {
    const chart = newChart();
    const [v1] = withVersion(chart, 'stock', {}, { replicas: 3 }).versions;
    v1.addMachines({ machines });
    const objects = synth(chart);
    const pods = find(objects, 'Deployment', 'stock-v1').spec.template.metadata.labels;
    expect(find(objects, 'WorkloadEntry', 'stock-v1-10.20.0.11').spec.labels).toEqual(pods);
    expect(findOnly(objects, 'DestinationRule').spec.subsets).toHaveLength(1);
    expect(v1.replicas).toBe(5);
  });

  test('count where all of them could be ejected', () => {
    const chart = newChart();
    const service = withVersion(chart, 'stock', {}, { replicas: 1 });
    new CircuitBreaker(chart, 'breaker', { service, ejection: OutlierDetection.failingPods() });
    expectFailure(() => synth(chart), 'can eject nothing');
    service.versions[0].addMachines({ machines: [{ address: ADDRESS }] });
    expect(() => synth(chart)).not.toThrow();
  });

  test('are several groups where they differ', () => {
    const chart = newChart();
    const [v1] = withVersion(chart, 'stock').versions;
    v1.addMachines({ machines: [{ address: ADDRESS }], groupName: 'stock-frankfurt', locality: 'europe/frankfurt' });
    v1.addMachines({ machines: [{ address: '10.30.0.11' }], groupName: 'stock-paris', locality: 'europe/paris' });
    const objects = synth(chart);
    expect(ofKind(objects, 'WorkloadGroup').map(({ metadata, spec }) => [metadata.name, spec.template.locality])).toEqual([
      ['stock-frankfurt', 'europe/frankfurt'], ['stock-paris', 'europe/paris'],
    ]);
    expect(ofKind(objects, 'WorkloadEntry').map(({ metadata }) => metadata.name)).toEqual(['stock-frankfurt-10.20.0.11', 'stock-paris-10.30.0.11']);
  });

  test('join an adopted workload, by the service\'s own labels and its account', () => {
    const chart = newChart();
    const workload = new ApiObject(chart, 'Workload', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'stock' },
      spec: {
        selector: { matchLabels: { app: 'stock', tier: 'back' } },
        template: {
          metadata: { labels: { app: 'stock', tier: 'back' } },
          spec: { serviceAccountName: 'keeper', containers: [{ name: 'stock', image: IMAGE, ports: [{ name: 'web', containerPort: 9090 }] }] },
        },
      },
    } as any);
    const service = adopted(chart);
    service.adopt('v1', { workload }).addMachines({ machines: [{ address: ADDRESS }] });
    const objects = synth(chart);
    // The Service leads to a port by name: Istio leaves a machine out that does not say its number.
    expect(findOnly(objects, 'WorkloadEntry').spec).toEqual({ address: ADDRESS, labels: { app: 'stock', tier: 'back', version: 'v1' }, serviceAccount: 'keeper', ports: { web: 9090 } });
    expect(findOnly(objects, 'WorkloadGroup').spec.template.ports).toEqual({ web: 9090 });
    expect(service.principal).toBe('cluster.local/ns/shop/sa/keeper');
  });
});

describe('a machine', () => {
  test('says where it is, and how much it takes', () => {
    const machine = { address: 'FD00::0011', locality: 'europe/frankfurt/rack-7', weight: 4 };
    const { group, entry } = written({ machines: [machine], network: 'dc1', locality: 'europe/frankfurt', labels: { os: 'rhel' } });
    expect(group.spec.template).toEqual({ ports: { http: 8080 }, serviceAccount: 'stock', network: 'dc1', locality: 'europe/frankfurt' });
    expect(group.spec.metadata.labels).toEqual({ app: 'stock', version: 'v1', os: 'rhel' });
    // As istiod names the entry of a proxy that registers itself: group, address and network.
    expect(entry.metadata.name).toBe('stock-v1-fd00--11-dc1');
    expect(entry.spec).toEqual({
      address: 'fd00::11', labels: { app: 'stock', version: 'v1', os: 'rhel' }, serviceAccount: 'stock', network: 'dc1', locality: 'europe/frankfurt/rack-7', weight: 4,
    });
  });

  test('may listen on other ports than the pods', () => {
    const ports = [{ port: 80, targetPort: 8080 }, { port: 9000, protocol: PortProtocol.GRPC }, { port: 53, protocol: PortProtocol.UDP }];
    const { group, entry } = written({ ports: { 9000: 9999 } }, { ports });
    expect(group.spec.template.ports).toEqual({ http: 8080, grpc: 9999 });
    expect(entry.spec.ports).toEqual({ grpc: 9999 });
    expect(written({ ports: { http: 8080 } }).entry.spec.ports).toBeUndefined();
  });

  test('is asked whether it can serve, as is said', () => {
    const ports = [{ port: 5432, protocol: PortProtocol.TCP }, { port: 80, targetPort: 8080 }];
    const probe = (readiness: MachineReadiness) => written({ readiness }, { ports }).group.spec.probe;
    expect(probe(MachineReadiness.tcp())).toEqual({ tcpSocket: { host: 'localhost', port: 5432 } });
    expect(probe(MachineReadiness.tcp({ port: 9 }))).toEqual({ tcpSocket: { host: 'localhost', port: 9 } });
    expect(probe(MachineReadiness.http('/ready'))).toEqual({ httpGet: { path: '/ready', port: 8080 } });
    expect(probe(MachineReadiness.http('/ready', {
      port: 81, initialDelay: Duration.seconds(0), period: Duration.minutes(1), timeout: Duration.seconds(3), failureThreshold: 2,
    }))).toEqual({ httpGet: { path: '/ready', port: 81 }, initialDelaySeconds: 0, periodSeconds: 60, timeoutSeconds: 3, failureThreshold: 2 });
    expect(probe(MachineReadiness.command(['pg_isready', '-q']))).toEqual({ exec: { command: ['pg_isready', '-q'] } });
  });

  test('takes requests unasked where it is not to be asked', () => {
    const { group, entry } = written({ readiness: MachineReadiness.none() });
    expect(group.spec.probe).toBeUndefined();
    expect(entry.metadata.annotations).toBeUndefined();
  });

  test('may have an identity of its own where its version is its own', () => {
    const chart = newChart();
    const service = stock(chart);
    service.addMachines('v1', { machines, serviceAccountName: 'stock-vm' });
    expect(findOnly(synth(chart), 'WorkloadGroup').spec.template.serviceAccount).toBe('stock-vm');
    expect(service.principal).toBeUndefined();
  });

  test('may have an address that another has in another network or mesh', () => {
    const app = new App();
    const add = (id: string, network?: string) => {
      const chart = new Chart(app, id, { namespace: id });
      MeshSettings.set(chart, {});
      const service = stock(chart);
      service.addMachines('v1', { machines: [{ address: ADDRESS }] });
      service.addMachines('v2', { machines: [{ address: ADDRESS }], network });
    };
    expect(() => add('east', 'dc1')).not.toThrow();
    expect(() => add('west', 'dc1')).not.toThrow();
    expect(() => add('south')).toThrow('the machine \'10.20.0.11\' is owned by \'south/stock/v1/WorkloadGroup-stock-v1\' already');
  });
});

describe('bad machines', () => {
  const adding = (props: MachinesProps, service: Partial<MeshServiceProps> = {}) => () => stock(newChart(), service).addMachines('v1', props);

  test('fails: no address', () => {
    expectFailure(adding({ machines: [{ address: 'vm1.example.com' }] }), '[chart/stock/v1] address \'vm1.example.com\' is not an IP address', 'by its address alone');
    expectFailure(adding({ machines: [{ address: '127.0.0.1' }] }), 'is a loopback address');
  });

  test('fails: an empty list', () => {
    expectFailure(adding({ machines: [] }), '[chart/stock/v1] has an empty list of machines', 'leave machines out for those that register themselves');
  });

  test('fails: an address twice, however it is written', () => {
    expectFailure(adding({ machines: [{ address: 'fd00::11' }, { address: 'fd00:0::0011' }] }), '[chart/stock/v1/WorkloadGroup-stock-v1] has the machine \'fd00::11\' twice');
    const chart = newChart();
    stock(chart).addMachines('v1', { machines });
    const other = new MeshService(chart, 'other', { port: 80 });
    expectFailure(() => other.addMachines('v1', { machines: [{ address: ADDRESS }] }), '[chart/other/v1/WorkloadGroup-other-v1] the machine \'10.20.0.11\' is owned by \'chart/stock/v1/WorkloadGroup-stock-v1\' already', 'a machine serves one version');
    expectFailure(() => other.addMachines('v2', { machines: [{ address: '10.40.0.1' }, { address: '10.40.0.1' }], network: 'dc1' }), 'has the machine \'10.40.0.1\' on network \'dc1\' twice');
    const [v1] = withVersion(chart, 'third').versions;
    expectFailure(() => v1.addMachines({ machines: [{ address: ADDRESS }] }), 'a machine serves one version');
    v1.addMachines({ groupName: 'a', machines: [{ address: '10.50.0.1' }] });
    expectFailure(() => v1.addMachines({ groupName: 'b', machines: [{ address: '10.50.0.1' }] }), 'is owned by \'chart/third/v1/WorkloadGroup-a\' already');
  });

  test('fails: an address that is a pod\'s', () => {
    const app = new App();
    MeshSettings.set(app, { clusterAddressRanges: ['10.244.0.0/16', '10.96.0.0/12'] });
    const service = stock(new Chart(app, 'shop', { namespace: 'shop' }));
    expectFailure(() => service.addMachines('v1', { machines: [{ address: '10.244.3.7' }] }), '[shop/stock/v1] address \'10.244.3.7\' is in 10.244.0.0/16', 'a pod is a version by addVersion or adopt');
    expectFailure(() => service.addMachines('v2', { machines: [{ address: '10.100.0.1' }] }), 'is in 10.96.0.0/12');
    // Elsewhere the same addresses may be somebody else's.
    expect(() => service.addMachines('v3', { machines: [{ address: '10.244.3.7' }], network: 'dc1' })).not.toThrow();
  });

  test('fails: without identity', () => {
    const parts = ['has machines without an identity', 'give serviceAccountName'];
    const chart = newChart();
    const service = adopted(chart, { name: 'http', port: 80 });
    expectFailure(() => service.addMachines('v1', { machines }), '[chart/stock/v1] ', ...parts);
    const version = service.adopt('v2', { labels: { track: 'two' } });
    expectFailure(() => version.addMachines({ machines }), '[chart/stock/v2] ', ...parts);
    expect(() => version.addMachines({ machines, serviceAccountName: 'keeper' })).not.toThrow();
  });

  test('fails: another identity than the pods of the version', () => {
    const [v1] = withVersion(newChart(), 'stock').versions;
    expectFailure(() => v1.addMachines({ machines, serviceAccountName: 'other' }), '[chart/stock/v1] has pods that run as service account \'stock\' and machines that run as \'other\'', 'a version of their own');
  });

  test('fails: a port that the service lacks, that is none, or of which nobody knows the number', () => {
    expectFailure(adding({ ports: { grpc: 1 } }), '[chart/stock/v1] has a port of machines for \'grpc\', which the service lacks', 'use \'http\'');
    expectFailure(adding({ ports: { http: 0 } }), 'port of machines for \'http\' 0 is not a port');
    expectFailure(adding({}, { ports: [{ port: 53, protocol: PortProtocol.UDP }] }), '[chart/stock/v1] has no port that a machine can serve');
    expectFailure(() => adopted(newChart()).addMachines('v1', { serviceAccountName: 'a' }), '[chart/stock/v1] does not know on which port machines listen for port 80', 'the pods\' port \'web\'', '{ \'80\': 8080 }');
    const unnamed = adopted(newChart(), { port: 80 }, { 80: PortProtocol.HTTP });
    expectFailure(() => unnamed.addMachines('v1', { serviceAccountName: 'a', ports: { 80: 81 } }), 'which has no name', 'listen on 80');
  });

  test('fails: a readiness that nothing can answer', () => {
    const asking = (readiness: MachineReadiness, service?: Partial<MeshServiceProps>) => adding({ readiness }, service);
    const tcp = { port: 1, protocol: PortProtocol.TCP };
    expectFailure(asking(MachineReadiness.http('ready')), '[chart/stock/v1] readiness path \'ready\' does not begin with \'/\'');
    expectFailure(asking(MachineReadiness.http('/ready'), tcp), 'no port of the service speaks HTTP', 'MachineReadiness.tcp()');
    expectFailure(asking(MachineReadiness.tcp({ port: 70000 })), 'readiness port 70000 is not a port');
    expectFailure(asking(MachineReadiness.command([])), 'readiness command [] is none');
    expectFailure(asking(MachineReadiness.command(['a'], { port: 1 })), 'a command asks no port');
    expectFailure(asking(MachineReadiness.tcp({ period: Duration.millis(500) })), 'readiness period of 0.5 s is not allowed');
    expectFailure(asking(MachineReadiness.tcp({ failureThreshold: 0 })), 'readiness failureThreshold 0 is not allowed');
  });

  test('fails: names, places, weights and labels that are none', () => {
    expectFailure(adding({ groupName: 'A' }), '[chart/stock/v1] groupName \'A\' is not a DNS label');
    expectFailure(adding({ network: 'a b' }), 'network \'a b\' is not a DNS label');
    expectFailure(adding({ locality: 'a/b/c/d' }), 'locality \'a/b/c/d\' is not a locality');
    expectFailure(adding({ machines: [{ address: ADDRESS, locality: '/' }] }), 'locality of 10.20.0.11 \'/\' is not a locality');
    expectFailure(adding({ machines: [{ address: ADDRESS, weight: 0 }] }), 'weight of 10.20.0.11 0 is not allowed');
    expectFailure(adding({ labels: { 'a b': 'c' } }), 'labels \'a b\': \'c\' is not a label');
    expectFailure(adding({ labels: { version: 'v2' } }), 'labels of machines have \'version\', by which the service and its subsets tell workloads');
    expectFailure(adding({ serviceAccountName: 'A' }), 'serviceAccountName \'A\' is not a DNS subdomain');
  });

  test('fails: two groups of one name', () => {
    const [v1] = withVersion(newChart(), 'stock').versions;
    v1.addMachines({});
    expectFailure(() => v1.addMachines({}), '[chart/stock/v1] has a group of machines \'stock-v1\' already', 'a groupName of its own');
  });
});
