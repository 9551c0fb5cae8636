import * as fs from 'fs';
import * as path from 'path';
import { Crd, parseCrds } from '../../scripts/import/crds';
import { crdsPath, IMPORTS, readSources } from '../../scripts/import/sources';

const CRDS = readSources().flatMap((source): Crd[] => parseCrds(fs.readFileSync(crdsPath(source), 'utf8'), source.name));

/** The apiVersion and kind of each class in the generated types of an API group. */
function generatedKinds(group: string): string[] {
  const text = fs.readFileSync(path.join(IMPORTS, `${group}.ts`), 'utf8');
  return [...text.matchAll(/^ {4}apiVersion: '(.+)',\n {4}kind: '(.+)',$/gm)].map(([, apiVersion, kind]) => `${apiVersion} ${kind}`).sort();
}

test.each([
  ['networking.istio.io', [
    'v1 DestinationRule', 'v1 Gateway', 'v1 ServiceEntry', 'v1 Sidecar', 'v1 VirtualService', 'v1 WorkloadEntry', 'v1 WorkloadGroup',
    'v1alpha3 EnvoyFilter', 'v1beta1 ProxyConfig',
  ]],
  ['security.istio.io', ['v1 AuthorizationPolicy', 'v1 PeerAuthentication', 'v1 RequestAuthentication']],
  ['telemetry.istio.io', ['v1 Telemetry']],
  ['extensions.istio.io', ['v1alpha1 TrafficExtension', 'v1alpha1 WasmPlugin']],
  ['gateway.networking.k8s.io', [
    'v1 BackendTLSPolicy', 'v1 GRPCRoute', 'v1 Gateway', 'v1 GatewayClass', 'v1 HTTPRoute', 'v1 ListenerSet', 'v1 ReferenceGrant',
    'v1 TCPRoute', 'v1 TLSRoute', 'v1 UDPRoute',
  ]],
  ['cert-manager.io', ['v1 Certificate', 'v1 CertificateRequest', 'v1 ClusterIssuer', 'v1 Issuer']],
  ['acme.cert-manager.io', ['v1 Challenge', 'v1 Order']],
  ['argoproj.io', ['v1alpha1 AnalysisRun', 'v1alpha1 AnalysisTemplate', 'v1alpha1 ClusterAnalysisTemplate', 'v1alpha1 Experiment', 'v1alpha1 Rollout']],
  ['flagger.app', ['v1beta1 AlertProvider', 'v1beta1 Canary', 'v1beta1 MetricTemplate']],
])('%s has every kind once, in its newest version', (group, kinds) => {
  expect(generatedKinds(group)).toEqual(kinds.map((kind) => `${group}/${kind}`));
});

test('the kept definitions and the generated types have the same kinds', () => {
  const kept = CRDS.flatMap(({ spec }) => spec.versions.map((version) => `${spec.group}/${version.name} ${spec.names.kind}`)).sort();
  const generated = [...new Set(CRDS.map(({ spec }) => spec.group))].flatMap(generatedKinds).sort();

  expect(generated).toEqual(kept);
});

test('the kept definitions have their rules, for schema tests without a network', () => {
  expect(fs.readFileSync(crdsPath(readSources()[0]), 'utf8')).toContain('x-kubernetes-validations');
});
