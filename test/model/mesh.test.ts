import { KINDS } from '../../src/model/kinds';
import { Mesh } from '../../src/model/mesh';
import { meshOf } from '../check/fixtures';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: front }
spec: { hosts: ['*.pay.example.com', here.example.com], ports: [{ number: 443, name: tls, protocol: TLS }], exportTo: ['.'] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 3
  template:
    metadata: { labels: { app: cart, version: v1 } }
    spec: { serviceAccountName: cart, containers: [{ name: cart, image: cart }] }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: machine, namespace: shop }
spec: { address: 10.0.0.1, labels: { app: cart } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cart }
`;

describe('a mesh', () => {
  let mesh: Mesh;
  beforeEach(() => {
    mesh = meshOf(MESH);
  });

  test('has its objects by kind and name', () => {
    expect(mesh.objects.kinds).toEqual([KINDS.namespace, KINDS.service, KINDS.serviceEntry, KINDS.deployment, KINDS.workloadEntry, KINDS.configMap]);
    expect(mesh.objects.of(KINDS.gateway)).toEqual([]);
    expect(mesh.objects.find(KINDS.service, 'shop', 'cart')?.spec).toEqual({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }] });
    expect(mesh.objects.find(KINDS.service, 'front', 'cart')).toBeUndefined();
  });

  test('gives objects that name no namespace the one that they go to', () => {
    expect(mesh.objects.find(KINDS.configMap, 'default', 'cart')?.namespace).toBe('default');
    expect(meshOf(MESH, { namespace: 'shop' }).objects.find(KINDS.configMap, 'shop', 'cart')).toBeDefined();
  });

  test('finds hosts by name and by wildcard, as far as who asks can see them', () => {
    const named = (host: string, from: string) => mesh.hostsNamed(host, from).map(found => found.host);
    expect(named('cart.shop.svc.cluster.local', 'front')).toEqual(['cart.shop.svc.cluster.local']);
    expect(named('eu.pay.example.com', 'front')).toEqual(['*.pay.example.com']);
    expect(named('eu.pay.example.com', 'shop')).toEqual([]);
    expect(mesh.hostsCalled('eu.pay.example.com').map(({ namespace }) => namespace)).toEqual(['front']);
    expect(mesh.hostsCalled('none.example.com')).toEqual([]);
  });

  test('knows which hosts are surely not there', () => {
    const absent = (host: string, knownHosts: string[] = []) => meshOf(MESH, { knownHosts }).isAbsent(host);
    expect(absent('cart.shop.svc.cluster.local')).toBe(false);
    expect(absent('basket.shop.svc.cluster.local')).toBe(true);
    expect(absent('basket.shop.svc.cluster.local', ['basket.shop.svc.cluster.local'])).toBe(false);
    expect(absent('basket.elsewhere.svc.cluster.local')).toBe(false);
    expect(absent('cart.shop')).toBe(true);
    expect(absent('eu.pay.example.com')).toBe(false);
  });

  test('takes an entry for all hosts, which no server accepts, for none', () => {
    const everything = `---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: everything, namespace: shop }
spec: { hosts: ['*'] }
`;
    expect(meshOf(`${MESH}${everything}`).isAbsent('basket.shop.svc.cluster.local')).toBe(true);
  });

  test('chooses workloads and entries by labels', () => {
    expect(mesh.workloadsWith('shop', { app: 'cart' }).map(({ name, kind, replicas, serviceAccount, inMesh }) => [kind, name, replicas, serviceAccount, inMesh]))
      .toEqual([['Deployment', 'cart', 3, 'cart', true]]);
    expect(mesh.workloadsWith('shop', { app: 'cart', version: 'v2' })).toEqual([]);
    expect(mesh.workloadsWith(undefined, {})).toHaveLength(1);
    expect(mesh.entriesWith('shop', { app: 'cart' }).map(({ name }) => name)).toEqual(['machine']);
    expect(mesh.holdsAppsOf('shop')).toBe(true);
    expect(mesh.holdsAppsOf('front')).toBe(false);
  });

  test('finds workloads by the names of what their pods carry', () => {
    const pod = (name: string, metadata: string) => `\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: pods, ${metadata} }\nspec: { containers: [] }`;
    const known = meshOf(MESH + pod('a', 'labels: { app: x }') + pod('b', 'annotations: { tier: x }'));
    expect(known.workloadsCarrying('version').map(({ name }) => name)).toEqual(['cart']);
    expect(known.workloadsCarrying('tier', 'app').map(({ name }) => name)).toEqual(['a', 'b', 'cart']);
    expect(known.workloadsCarrying('x')).toEqual([]);
    expect([...known.namespacesWithWorkloads]).toEqual(['pods', 'shop']);
  });

  test('has namespaces that were given, and those that something is in', () => {
    expect([...mesh.namespaces.values()].map(({ name, injected }) => [name, injected])).toEqual([['shop', true], ['front', undefined]]);
  });

  test('takes names from the mesh\'s configuration', () => {
    expect(mesh.rootNamespace).toBe('istio-system');
    expect(meshOf(MESH, { meshConfig: { rootNamespace: 'root' } }).rootNamespace).toBe('root');
    expect(meshOf(MESH, { meshConfig: { rootNamespace: 'root' }, rootNamespace: 'mine' }).rootNamespace).toBe('mine');
    expect(meshOf(MESH, { meshConfig: { defaultServiceExportTo: ['.'] } }).exportedByDefault('defaultServiceExportTo')).toEqual(['.']);
    expect(mesh.exportedByDefault('defaultServiceExportTo')).toBeUndefined();
    expect(mesh.qualified('cart', 'shop')).toBe('cart.shop.svc.cluster.local');
  });
});

describe('a workload', () => {
  const pod = (pods: string, labels = '') => meshOf(`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop${pods.startsWith('metadata:') ? `, ${pods.slice(9)}` : ''} }
spec: { containers: [{ name: cart, image: cart }]${pods.startsWith('spec:') ? `, ${pods.slice(5)}` : ''} }
`).workloads[0].inMesh;

  test.each([
    ['', '', false],
    ['', 'istio-injection: enabled', true],
    ['', 'istio-injection: disabled', false],
    ['', 'istio.io/rev: canary', true],
    ['', 'istio.io/rev: canary, istio-injection: disabled', false],
    ['', 'istio.io/dataplane-mode: ambient', true],
    ['metadata: labels: { sidecar.istio.io/inject: "true" }', '', true],
    ['metadata: labels: { istio.io/rev: canary }', '', true],
    ['metadata: labels: { sidecar.istio.io/inject: "true" }', 'istio-injection: disabled', false],
    ['metadata: labels: { sidecar.istio.io/inject: "false" }', 'istio-injection: enabled', false],
    ['metadata: annotations: { sidecar.istio.io/inject: "false" }', 'istio-injection: enabled', false],
    ['metadata: annotations: { sidecar.istio.io/inject: "true" }', '', false],
    ['metadata: labels: { sidecar.istio.io/inject: "true" }, annotations: { sidecar.istio.io/inject: "false" }', 'istio-injection: enabled', true],
    ['spec: hostNetwork: true', 'istio-injection: enabled', false],
    ['spec: initContainers: [{ name: istio-proxy, image: proxyv2 }]', 'istio-injection: disabled', true],
  ])('%j in a namespace with %j: in the mesh is %s', (what, labels, expected) => {
    expect(pod(what, labels)).toBe(expected);
  });

  test('of a namespace whose object was not given is in the mesh if it says so itself, and else unknown', () => {
    const alone = (labels: string) => meshOf(`apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b, labels: { ${labels} } }\n`).workloads[0].inMesh;
    expect([alone(''), alone('sidecar.istio.io/inject: "true"'), alone('sidecar.istio.io/inject: "false"')]).toEqual([undefined, true, false]);
  });

  test('is what each kind describes', () => {
    const template = 'template: { metadata: { labels: { app: a }, annotations: { b: c } }, spec: { serviceAccountName: d } }';
    const kinds = [['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['batch/v1', 'Job']].map(([apiVersion, kind]) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}, namespace: shop }
spec: { ${template} }
`);
    const { workloads } = meshOf([...kinds, `
apiVersion: batch/v1
kind: CronJob
metadata: { name: cronjob, namespace: shop }
spec: { jobTemplate: { spec: { ${template} } } }
`, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: empty }\n'].join('---\n'));
    expect(workloads.map(({ kind, labels, annotations, serviceAccount, podPath }) => [kind, labels, annotations, serviceAccount, podPath.join('.')])).toEqual([
      ['Deployment', {}, {}, 'default', 'spec.template'],
      ...['StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].map(kind => [kind, { app: 'a' }, { b: 'c' }, 'd', 'spec.template']),
      ['CronJob', { app: 'a' }, { b: 'c' }, 'd', 'spec.jobTemplate.spec.template'],
    ]);
  });
});
