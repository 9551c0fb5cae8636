import { KINDS } from '../../src/model/kinds';
import { mutualTlsOf } from '../../src/model/mutual-tls';
import { conflictsOf } from '../../src/model/policy-conflicts';
import { defaultProvidersOf, providersOf } from '../../src/model/providers';
import { mayHoldUnknownPods } from '../../src/model/unknown-pods';
import { policiesOf, policiesWithTargets, POLICY_KINDS, PolicySpec, workloadsUnder } from '../../src/model/workload-policies';
import { containerPortsOf, isTcp, portsOfWorkload, workloadsWithTcp } from '../../src/model/workload-ports';
import { meshOf } from '../check/fixtures';
import { authorization, k8sGateway, object, peerAuthentication, pod, selecting, service, telemetry, TestObject } from '../check/objects/as-json';

const mesh = (...objects: TestObject[]) => meshOf(objects.map(one => JSON.stringify(one)).join('\n---\n'));
const names = (entities: readonly { readonly name: string }[]) => entities.map(({ name }) => name);

describe('the workloads of a policy', () => {
  const pods = [pod('cart'), pod('catalog'), pod('cart', 'store'), pod('istiod', 'istio-system')];
  const under = (kind: string, policy: TestObject) => {
    const known = mesh(...pods, policy);
    return workloadsUnder(known, kind, known.objects.of<PolicySpec>(kind)[0]).map(({ namespace, name }) => `${namespace}/${name}`);
  };

  test('are of its namespace', () => {
    expect(under(KINDS.authorizationPolicy, authorization({}))).toEqual(['shop/cart', 'shop/catalog']);
    expect(under(KINDS.authorizationPolicy, authorization(selecting('cart')))).toEqual(['shop/cart']);
    expect(under(KINDS.authorizationPolicy, authorization({ targetRefs: [{ kind: 'Service', name: 'cart' }] }))).toEqual([]);
    expect(under(KINDS.authorizationPolicy, authorization({ targetRef: { kind: 'Service', name: 'cart' } }))).toEqual([]);
  });

  test('are of all namespaces in the root namespace', () => {
    expect(under(KINDS.authorizationPolicy, authorization({}, 'a', 'istio-system'))).toHaveLength(4);
    expect(under(KINDS.authorizationPolicy, authorization(selecting('cart'), 'a', 'istio-system'))).toEqual(['shop/cart', 'store/cart']);
    expect(under(KINDS.telemetry, telemetry({}, 'a', 'istio-system'))).toHaveLength(4);
    expect(under(KINDS.telemetry, telemetry(selecting('cart'), 'a', 'istio-system'))).toEqual([]);
    expect(under(KINDS.telemetry, telemetry(selecting('istiod'), 'a', 'istio-system'))).toEqual(['istio-system/istiod']);
  });

  test('find their policies', () => {
    const known = mesh(pod(), authorization({}, 'all', 'istio-system'), authorization(selecting('cart'), 'some', 'istio-system'), authorization({}, 'shop'),
      authorization(selecting('catalog'), 'catalog'), authorization({ targetRefs: [{ kind: 'Service', name: 'cart' }] }, 'target'), authorization({}, 'store', 'store'),
      telemetry({}, 'all', 'istio-system'), telemetry(selecting('cart'), 'some', 'istio-system'));
    expect(names(policiesOf(known, KINDS.authorizationPolicy, known.workloads[0]))).toEqual(['all', 'some', 'shop']);
    expect(names(policiesOf(known, KINDS.telemetry, known.workloads[0]))).toEqual(['all']);
    expect(POLICY_KINDS).toHaveLength(6);
  });
});

describe('mutual TLS', () => {
  const said = (port: number | undefined, ...objects: TestObject[]) => {
    const known = mesh(pod(), ...objects);
    return mutualTlsOf(known, known.workloads[0], port)?.mode;
  };
  const mode = (value: string | undefined, more: object = {}, namespace = 'shop', name = `${value} ${JSON.stringify(more)}`) =>
    peerAuthentication({ ...value === undefined ? {} : { mtls: { mode: value } }, ...more }, name, namespace);

  test('is what the closest policy says', () => {
    const [root, own, pods] = [mode('STRICT', {}, 'istio-system'), mode('PERMISSIVE'), mode('DISABLE', selecting('cart'))];
    expect(said(undefined)).toBeUndefined();
    expect(said(undefined, root)).toBe('STRICT');
    expect(said(undefined, root, own)).toBe('PERMISSIVE');
    expect(said(undefined, root, own, pods)).toBe('DISABLE');
    expect(said(undefined, root, mode('UNSET'), mode(undefined, selecting('cart')))).toBe('STRICT');
    expect(said(undefined, root, mode('DISABLE', selecting('cart'), 'istio-system'))).toBe('STRICT');
    expect(said(undefined, root, mode('DISABLE', {}, 'store'), mode('DISABLE', selecting('catalog')))).toBe('STRICT');
  });

  test('may be another one at a port', () => {
    const ports = mode('STRICT', { ...selecting('cart'), portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: { mode: 'UNSET' } } });
    expect([8080, 9090, 80, undefined].map(port => said(port, ports))).toEqual(['DISABLE', 'STRICT', 'STRICT', 'STRICT']);
  });

  test('is not known if two say unlike things', () => {
    expect(said(undefined, mode('STRICT'), mode('DISABLE'))).toBeUndefined();
    expect(said(undefined, mode('STRICT', {}, 'shop', 'a'), mode('STRICT', {}, 'shop', 'b'))).toBe('STRICT');
  });
});

test('policies with targets are told from those without', () => {
  const known = mesh(telemetry({}, 'none'), telemetry({ targetRef: { kind: 'Service', name: 'cart' } }, 'one'), telemetry(selecting('cart'), 'selecting'), telemetry({ targetRefs: [] }, 'empty'),
    telemetry({ targetRefs: [{ kind: 'Service', name: 'cart' }] }, 'several'), authorization({ targetRef: { kind: 'Service', name: 'cart' } }, 'other'));
  expect(names(policiesWithTargets(known, KINDS.telemetry))).toEqual(['one', 'several']);
});

describe('policies that meet', () => {
  test('are told with the first that they meet', () => {
    const known = mesh(pod(), pod('catalog'), telemetry({}, 'a'), telemetry({}, 'b'), telemetry({}, 'c'), telemetry(selecting('cart'), 'd'), telemetry(selecting('cart'), 'e'),
      telemetry(selecting('catalog'), 'f'), telemetry({}, 'a', 'store'), telemetry({ targetRef: { kind: 'Service', name: 'cart' } }, 'g'));
    expect(conflictsOf(known, KINDS.telemetry).map(({ policy, other, workload }) => [policy.name, other.name, workload?.name])).toEqual([
      ['b', 'a', undefined], ['c', 'a', undefined], ['e', 'd', 'cart'],
    ]);
  });
});

describe('ports of a workload', () => {
  test('are those to which hosts lead', () => {
    const known = mesh(pod('cart', 'shop', { containers: [{ name: 'a', ports: [{ name: 'web', containerPort: 8080 }, {}] }, { name: 'b', ports: [{ containerPort: 9090 }] }] }),
      service({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }, { name: 'tcp', port: 81 }, { port: 82, targetPort: 'none' }] }),
      service({ selector: { app: 'catalog' }, ports: [{ port: 83 }] }, 'catalog'), service({ ports: [{ port: 84 }] }, 'none'), service({ selector: { app: 'cart' }, ports: [{ port: 85 }] }, 'a', 'store'));
    const ports = portsOfWorkload(known, known.workloads[0]);
    expect(ports.map(({ number, servicePort, protocol, host }) => [number, servicePort, protocol, host.host])).toEqual([
      [8080, 80, 'HTTP', 'cart.shop.svc.cluster.local'], [81, 81, 'TCP', 'cart.shop.svc.cluster.local'],
    ]);
    expect(containerPortsOf(known.workloads[0])).toEqual([8080, 9090]);
  });

  test('lead to workloads by TCP', () => {
    const known = mesh(pod('cart'), pod('web'), pod('db', 'store'), service({ selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }, { name: 'tcp-admin', port: 81 }] }),
      service({ selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }, 'web'), service({ ports: [{ name: 'tcp', port: 80 }] }, 'none'),
      object('networking.istio.io/v1', 'ServiceEntry', 'db', 'store', { hosts: ['db.example.com'], ports: [{ number: 1, name: 'a', protocol: 'tls' }], workloadSelector: { labels: { app: 'db' } } }));
    expect([...workloadsWithTcp(known)].map(({ name }) => name)).toEqual(['cart', 'db']);
  });

  test('speak TCP or not', () => {
    expect(['TCP', 'TLS', 'HTTPS', 'MONGO', 'REDIS', 'MYSQL'].filter(isTcp)).toHaveLength(6);
    expect(['HTTP', 'HTTP2', 'GRPC', 'UDP', undefined].filter(isTcp)).toEqual([]);
  });
});

describe('pods that nobody knows', () => {
  const holds = (one: TestObject) => mayHoldUnknownPods(mesh(one), 'shop');

  test('may come from a Gateway, an operator or a ReplicationController', () => {
    expect([k8sGateway({}), object('argoproj.io/v1alpha1', 'Rollout'), object('v1', 'ReplicationController'), object('notistio.io/v1', 'Thing')].map(holds)).toEqual([true, true, true, true]);
  });

  test('may be said to be there', () => {
    const known = meshOf('', { partlyGiven: ['shop'] });
    expect([mayHoldUnknownPods(known, 'shop'), mayHoldUnknownPods(known, 'store')]).toEqual([true, false]);
  });

  test('do not come from Kubernetes, Istio and certificates', () => {
    expect([pod(), service({}), authorization({}), object('cert-manager.io/v1', 'Certificate'), object('acme.cert-manager.io/v1', 'Order'), object('apps/v1', 'Deployment'),
      object('policy/v1', 'PodDisruptionBudget'), object('kiali.io/v1alpha1', 'Kiali'), object('external-secrets.io/v1', 'ExternalSecret'),
      object('networking.k8s.io/v1', 'Ingress'), object('argoproj.io/v1alpha1', 'Rollout', 'cart', 'store')].filter(holds)).toEqual([]);
  });
});

describe('providers', () => {
  const of = (meshConfig: object) => providersOf(meshOf('', { meshConfig: meshConfig as { [field: string]: unknown } }));

  test('are those of the mesh beside what every mesh has', () => {
    expect(of({})).toBeUndefined();
    expect(of({ rootNamespace: 'a' })?.map(({ name, type }) => [name, type])).toEqual([['prometheus', 'prometheus'], ['stackdriver', 'stackdriver'], ['envoy', 'envoyFileAccessLog']]);
    expect(of({ extensionProviders: [{ name: 'envoy', zipkin: { port: 9411 } }, { name: 'a' }, 'b', { name: 'c', zipkin: 1 }] })?.slice(2)).toEqual([
      { name: 'envoy', type: 'zipkin', settings: { port: 9411 } }, { name: 'a', type: undefined, settings: {} }, { name: 'c', type: 'zipkin', settings: {} },
    ]);
  });

  test('may be there by default', () => {
    const by = (meshConfig: object) => defaultProvidersOf(meshOf('', { meshConfig: meshConfig as { [field: string]: unknown } }), 'accessLogging');
    expect([by({ defaultProviders: { accessLogging: ['a'] } }), by({ defaultProviders: {} }), by({ defaultProviders: { accessLogging: 'a' } }), by({})]).toEqual([['a'], [], [], []]);
  });
});
