import { DestinationRuleSpec, VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesOf } from '../../../model/traffic-policies';
import { destinationsOf, gatewaysOf, isDelegate, MESH } from '../../../model/virtual-service';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

export const tlsCredentialIgnoredBySidecars: Rule = {
  id: 'tls-credential-ignored-by-sidecars',
  severity: 'error',
  title: 'a DestinationRule names a credential that the proxies of pods do not read',
  why: 'The proxies of pods fetch certificates of a credentialName only if the rule selects pods with a workloadSelector. Otherwise they ignore its whole tls setting and send '
    + 'plaintext to a server that expects TLS. Gateways read the credential in either case.',
  fix: 'select the pods that open TLS (workloadSelector) and let them read the Secret, or lead the calls through an egress gateway',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.example.com
  exportTo: ['.']
  trafficPolicy:
    tls: { mode: MUTUAL, credentialName: ledger-client }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  exportTo: ['.']
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
    - { name: http, number: 80, protocol: HTTP, targetPort: 443 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { '  exportTo: [\'.\']\n  trafficPolicy:': '  workloadSelector: { matchLabels: { app: cart } }\n  trafficPolicy:' },

  check(mesh, report) {
    for (const { manifest, namespace, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'credentialName')) {
      const host = mesh.qualified(spec.host ?? '', namespace);
      if (spec.workloadSelector || mesh.hostsCalled(host).length === 0 || hostsBehindGateways(mesh).has(host)) {
        continue;
      }
      for (const { policy: { tls }, path } of policiesOf(spec)) {
        const fetched = tls?.credentialName && !tls.credentialName.startsWith('configmap://') && (tls.mode === 'SIMPLE' || tls.mode === 'MUTUAL');
        if (fetched && holdsOnlySidecars(mesh, namespace)) {
          report(manifest, [...path, 'tls', 'credentialName'],
            `takes credential '${tls.credentialName}' for '${host}' without a workloadSelector, so the pods of namespace '${namespace}' send plaintext`);
        }
      }
    }
  },
};

/** Hosts to which a route of a gateway leads, as far as they are known. */
function hostsBehindGateways(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('hosts behind gateways', () => new Set(mesh.objects.of<VirtualServiceSpec>(KINDS.virtualService)
    .filter(service => isDelegate(service) || [...gatewaysOf(service), ...matchedGateways(service.spec)].some(gateway => gateway !== MESH))
    .flatMap(service => destinationsOf(service, mesh.clusterDomain).map(({ host }) => host))));
}

function matchedGateways({ http = [], tls = [], tcp = [] }: VirtualServiceSpec): readonly string[] {
  const routes: readonly { readonly match?: readonly { readonly gateways?: readonly string[] }[] }[] = [...http, ...tls, ...tcp];
  return routes.flatMap(({ match = [] }) => match.flatMap(({ gateways = [] }) => gateways));
}

/** Whether pods of a namespace have proxies, and none of them is a gateway. */
function holdsOnlySidecars(mesh: Mesh, namespace: string): boolean {
  return mesh.once(`only sidecars in ${namespace}`, () => {
    const workloads = mesh.workloadsWith(namespace, {});
    const gateways = mesh.objects.of(KINDS.k8sGateway).some(gateway => gateway.namespace === namespace) || workloads.some(isGateway);
    return !gateways && workloads.some(({ inMesh }) => inMesh);
  });
}

function isGateway({ pod, annotations, labels }: Workload): boolean {
  return annotations['inject.istio.io/templates'] !== undefined || labels.istio !== undefined || (pod.containers ?? []).some(({ image }) => image === 'auto');
}
