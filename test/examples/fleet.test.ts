import { runExample } from './run-example';
import { admits } from '../support/authorization';
import { parseManifests } from '../support/manifests';
import { find, ofKind } from '../support/synth';

const { objects, texts, warnings } = runExample('fleet');

const pod = (namespace: string, app: string) => ({ namespace, labels: { app } });
const identity = (namespace: string, account: string) => `mesh.example.com/ns/${namespace}/sa/${account}`;
const asks = (namespace: string, app: string, principal?: string) => admits(objects, pod(namespace, app), { principal, port: 8080, method: 'GET', path: '/' });
const [values, operator] = ['istiod-values', 'istio-operator'].map(file => parseManifests(texts.get(`install/${file}.yaml`)!)[0] as { [key: string]: any });

describe('the fleet example', () => {
  test('says what holds for the mesh last, when services have said who may call them', () => {
    expect([...texts.keys()]).toEqual([
      '0000-warehouse.k8s.yaml', '0001-orders.k8s.yaml', '0002-mesh.k8s.yaml', 'install/istio-operator.yaml', 'install/istiod-values.yaml',
    ]);
    const policies = ofKind(objects, 'AuthorizationPolicy').map(({ metadata }) => metadata.name);
    expect(policies.at(-1)).toBe('default-deny');
    expect(find(objects, 'AuthorizationPolicy', 'default-deny')).toMatchObject({ metadata: { namespace: 'istio-system' }, spec: {} });
  });

  test('lets callers in across teams by the identities of the new trust domain, and the gateway be called by anyone', () => {
    expect([asks('warehouse', 'bins', identity('orders', 'order')), asks('warehouse', 'bins', identity('warehouse', 'scans'))]).toEqual([true, true]);
    expect([asks('warehouse', 'bins', identity('orders', 'checkout')), asks('warehouse', 'bins')]).toEqual([false, false]);
    expect([asks('orders', 'checkout', identity('orders', 'edge')), asks('orders', 'checkout', identity('warehouse', 'scans'))]).toEqual([true, false]);
    expect(admits(objects, { namespace: 'orders', labels: { 'app': 'edge', 'istio': 'edge', 'gateway-namespace': 'orders' } }, { port: 8080 })).toBe(true);
  });

  test('takes plain text in the namespace that is exempt, for a reason that stays, and there no more of whom all callers have joined', () => {
    const modes = ofKind(objects, 'PeerAuthentication').map(({ metadata, spec }) => [metadata.namespace, metadata.name, spec.mtls.mode]);
    expect(modes).toEqual([['warehouse', 'bins', 'STRICT'], ['warehouse', 'default', 'PERMISSIVE'], ['istio-system', 'default', 'STRICT']]);
    expect(find(objects, 'PeerAuthentication', 'default', 'warehouse').metadata.annotations).toEqual({ 'cdk8s-istio/exemption-reason': 'the scanners get proxies in June' });
    expect(warnings).toContain('takes plain text at \'warehouse/scans\' of \'warehouse/scanners\'');
    const scan = (address: string) => admits(objects, pod('warehouse', 'scans'), { address, port: 8080, method: 'POST', path: '/scans' });
    expect([scan('10.30.7.1'), scan('10.31.7.1')]).toEqual([true, false]);
  });

  test('fails without the exemption as long as there are callers whom it would cut off', () => {
    const exemption = '{ namespace: \'warehouse\', reason: \'the scanners get proxies in June\', from: [MeshDefault.MUTUAL_TLS] }';
    expect(() => runExample('fleet', { from: exemption, to: '' })).toThrow(/\[mesh\/defaults\/mutual-tls\].*'warehouse\/scans'.*'warehouse\/scanners'/);
  });

  test('lets all services call known hosts alone, and the collector to which all proxies report', () => {
    for (const { metadata, spec } of ofKind(objects, 'Sidecar')) {
      expect([metadata.name, spec.outboundTrafficPolicy.mode]).toEqual([metadata.name, 'REGISTRY_ONLY']);
      expect(spec.egress[0].hosts).toContain(metadata.name === 'default' ? '*/*' : 'observability/collector.observability.svc.cluster.local');
    }
    const ways = find(objects, 'NetworkPolicy', 'bins').spec.egress.at(-1);
    expect(ways).toEqual({
      ports: [{ port: 4317, protocol: 'TCP' }],
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } }, podSelector: { matchLabels: { app: 'collector' } } }],
    });
  });

  test('writes what the control plane is installed with, alike for Helm and for istioctl', () => {
    expect(values.meshConfig).toMatchObject({
      trustDomain: 'mesh.example.com',
      trustDomainAliases: ['cluster.local'],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      meshMTLS: { minProtocolVersion: 'TLSV1_3' },
    });
    expect(values.meshConfig.extensionProviders.map(({ name }: { name: string }) => name)).toEqual(['traces', 'json-logs']);
    expect(operator).toMatchObject({ kind: 'IstioOperator', spec: { meshConfig: values.meshConfig } });
    const used = ofKind(objects, 'Telemetry').flatMap(({ spec }) => [...spec.tracing, ...spec.accessLogging]).flatMap(({ providers }) => providers);
    expect(used.map(({ name }: { name: string }) => name)).toEqual(['traces', 'json-logs']);
  });

  test('comes out as reviewed', () => {
    expect([...texts].map(([name, text]) => `# ${name}\n${text}`).join('---\n')).toMatchSnapshot();
  });
});
