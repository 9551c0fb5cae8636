import { rightsProblems } from './rights';
import { JsonObject, Manifest } from './schema/schema';

const object = (kind: string, more: JsonObject = {}, metadata: JsonObject = {}) => ({ apiVersion: 'v1', kind, metadata: { name: 'a', namespace: 'shop', ...metadata }, ...more }) as Manifest;
const role = (rules: JsonObject[], kind = 'Role') => object(kind, { rules });
const account = (more: JsonObject = {}) => object('ServiceAccount', more);
const binding = (more: JsonObject = {}, metadata: JsonObject = {}) => object('RoleBinding', {
  roleRef: { kind: 'Role', name: 'a' }, subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'shop' }], ...more,
}, metadata);
const workload = (spec: JsonObject = {}, metadata: JsonObject = {}) => object('Deployment', { spec: { template: { metadata, spec: { serviceAccountName: 'a', ...spec } } } });
const gatewayPods = workload({ automountServiceAccountToken: false }, { labels: { app: 'edge' }, annotations: { 'inject.istio.io/templates': 'gateway' } });
const gateway = (tls: JsonObject) => object('Gateway', { spec: { selector: { app: 'edge' }, servers: [{ tls }] } });

const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] };
const SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['list'] };

describe('the judge of rights', () => {
  test('has nothing against who reads what is named, and holds a token for it', () => {
    expect(rightsProblems([account(), role([PODS]), binding(), workload()])).toEqual([]);
    expect(rightsProblems([account(), role([PODS], 'ClusterRole'), { ...binding({ roleRef: { kind: 'ClusterRole', name: 'a' } }), kind: 'ClusterRoleBinding' }, workload()])).toEqual([]);
  });

  test.each([
    ['all groups', { ...PODS, apiGroups: ['*'] }, 'names all apiGroups'],
    ['all resources', { ...PODS, resources: ['*'] }, 'names all resources'],
    ['all verbs', { ...PODS, verbs: ['*'] }, 'names all verbs'],
    ['changes', { ...PODS, verbs: ['get', 'patch'] }, 'may patch pods'],
    ['a way into pods', { ...PODS, resources: ['pods', 'pods/exec'] }, 'leads into pods/exec'],
    ['secrets by name', { ...SECRETS, verbs: ['get'] }, 'has secrets, and more than a list of those of one namespace'],
  ])('fails a role with %s', (_what, rule, problem) => {
    expect(rightsProblems([role([rule])])).toEqual([`Role shop/a: ${problem}`]);
  });

  test('fails secrets of all namespaces', () => {
    expect(rightsProblems([role([SECRETS], 'ClusterRole')])).toEqual(['ClusterRole shop/a: has secrets, and more than a list of those of one namespace']);
  });

  test('fails bindings of roles and of people that are not among the objects', () => {
    expect(rightsProblems([account(), binding({ roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } })])).toEqual(['RoleBinding shop/a: gives cluster-admin, which is not among the objects']);
    expect(rightsProblems([role([PODS]), binding({ subjects: [{ kind: 'Group', name: 'system:authenticated' }] })]))
      .toEqual(['RoleBinding shop/a: is for Group system:authenticated, which is not among the objects']);
    expect(rightsProblems([role([PODS]), binding()])).toEqual(['RoleBinding shop/a: is for ServiceAccount a, which is not among the objects']);
  });

  describe('of a gateway', () => {
    const bound = [account(), role([SECRETS]), binding(), gatewayPods];

    test('lets it list the secrets of its namespace if it serves a certificate, or shows one to a server to which it leads calls', () => {
      expect(rightsProblems([...bound, gateway({ credentialName: 'tls' })])).toEqual([]);
      const way = object('VirtualService', { spec: { gateways: ['shop/a'], tcp: [{ route: [{ destination: { host: 'bank.example.com' } }] }] } });
      const tls = (host: string) => object('DestinationRule', { spec: { host, trafficPolicy: { tls: { credentialName: 'tls' } } } });
      expect(rightsProblems([...bound, gateway({ mode: 'ISTIO_MUTUAL' }), way, tls('bank.example.com')])).toEqual([]);
      expect(rightsProblems([...bound, gateway({ mode: 'ISTIO_MUTUAL' }), way, tls('other.example.com')])).toEqual(['RoleBinding shop/a: gives secrets to who reads no certificate']);
    });

    test('fails secrets where it reads none, or for what is no gateway', () => {
      expect(rightsProblems([...bound, gateway({ mode: 'PASSTHROUGH' })])).toEqual(['RoleBinding shop/a: gives secrets to who reads no certificate']);
      expect(rightsProblems([account(), role([SECRETS]), binding(), workload(), gateway({ credentialName: 'tls' })])).toEqual(['RoleBinding shop/a: gives secrets to who reads no certificate']);
    });

    test('fails secrets of another namespace, and rights beside them', () => {
      const elsewhere = [account(), gatewayPods, gateway({ credentialName: 'tls' }), object('Role', { rules: [SECRETS] }, { namespace: 'other' }), binding({}, { namespace: 'other' })];
      expect(rightsProblems(elsewhere)).toEqual(['RoleBinding other/a: gives secrets of another namespace']);
      expect(rightsProblems([account(), role([PODS]), binding(), gatewayPods])).toEqual(['RoleBinding shop/a: gives a gateway more than its certificates']);
    });

    test('fails a token in its pods, which the control plane does not look for', () => {
      const [annotated] = [workload({}, { labels: { app: 'edge' }, annotations: { 'inject.istio.io/templates': 'gateway' } })];
      expect(rightsProblems([account(), role([SECRETS]), binding(), annotated, gateway({ credentialName: 'tls' })])).toEqual(['Deployment shop/a: holds a token of the API server and has nothing to ask there']);
    });
  });

  test('fails tokens that nobody uses, unless pod or account say that there is none', () => {
    const problem = ['Deployment shop/a: holds a token of the API server and has nothing to ask there'];
    expect(rightsProblems([account(), workload()])).toEqual(problem);
    expect(rightsProblems([workload()])).toEqual(problem);
    expect(rightsProblems([account({ automountServiceAccountToken: false }), workload()])).toEqual([]);
    expect(rightsProblems([workload({ automountServiceAccountToken: false })])).toEqual([]);
    expect(rightsProblems([account({ automountServiceAccountToken: false }), workload({ automountServiceAccountToken: true })])).toEqual(problem);
    const mounts = (token: JsonObject) => workload({ automountServiceAccountToken: false, volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: token }] } }] });
    expect(rightsProblems([mounts({ path: 't' })])).toEqual(problem);
    expect(rightsProblems([mounts({ path: 't', audience: 'vault' })])).toEqual([]);
  });
});
