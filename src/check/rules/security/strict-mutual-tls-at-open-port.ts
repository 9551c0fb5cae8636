import { SelectorIndex } from '../../../core/selector-index';
import { Entity, qualifiedName } from '../../../model/entity';
import { containersOf } from '../../../model/injection';
import { GatewaySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Mesh } from '../../../model/mesh';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { servedWorkloads } from '../../../model/service-workloads';
import { Workload } from '../../../model/workload';
import { portsOfWorkload } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const strictMutualTlsAtOpenPort: Rule = {
  id: 'strict-mutual-tls-at-open-port',
  severity: 'warning',
  title: 'a Service lets clients in from outside of the cluster, and its pods take mutual TLS of the mesh alone',
  why: 'Clients that come by a load balancer or a node\'s port have no certificate of the mesh, and under STRICT the pods\' proxies end their connections: every request '
    + 'fails. Clients from outside enter by a gateway, whose pods the rest of the mesh trusts.',
  fix: 'let clients enter by a gateway and make the Service a ClusterIP, or set portLevelMtls of that port to PERMISSIVE',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  type: LoadBalancer
  selector: { app: cart }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
`,
  mend: { 'type: LoadBalancer': 'type: ClusterIP' },

  check(mesh, report) {
    const told = new Set<string>();
    const open = new Set(mesh.objects.of(KINDS.peerAuthentication).length === 0 ? [] : openWorkloads(mesh));
    for (const workload of open.size === 0 ? [] : mesh.workloads) {
      if (workload.inMesh !== true || !open.has(workload) || isGateway(mesh, workload)) {
        continue;
      }
      for (const { number, servicePort, protocol, host: { service } } of portsOfWorkload(mesh, workload)) {
        if (!service || !isOpen(service) || protocol === 'UDP') {
          continue;
        }
        const key = `${qualifiedName(service)} ${servicePort}`;
        if (told.has(key) || bypasses(workload, number)) {
          continue;
        }
        const said = mutualTlsOf(mesh, workload, number);
        if (said?.mode === 'STRICT') {
          told.add(key);
          const at = (service.spec.ports ?? []).findIndex(({ port }) => port === servicePort);
          report(service.manifest, ['spec', 'ports', at], `opens port ${servicePort} of ${workload.kind} '${workload.name}' as ${service.spec.type}, `
            + `and by PeerAuthentication '${qualifiedName(said.policy)}' it takes STRICT mutual TLS alone`, { others: [said.policy.manifest, workload.object.manifest] });
        }
      }
    }
  },
};

/** Workloads of Services that are open to the outside. */
function openWorkloads(mesh: Mesh): readonly Workload[] {
  return servedWorkloads(mesh).flatMap(({ host: { service }, workloads }) => isOpen(service!) ? workloads : []);
}

function isOpen({ spec: { type } }: Entity<ServiceSpec>): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

/** Whether traffic of a port goes past the proxy, or all of it. */
function bypasses({ annotations }: Workload, port: number): boolean {
  const { 'traffic.sidecar.istio.io/excludeInboundPorts': excluded = '', 'traffic.sidecar.istio.io/includeInboundPorts': included } = annotations;
  return excluded.split(',').map(Number).includes(port) || (included !== undefined && included !== '*' && !included.split(',').map(Number).includes(port));
}

/** Gateways end connections of clients themselves, whatever mutual TLS says. */
function isGateway(mesh: Mesh, { namespace, labels, pod, annotations }: Workload): boolean {
  // A Gateway selects pods of all namespaces.
  const gateways = mesh.once('gateways by selectors', () => {
    const index = new SelectorIndex<string>();
    mesh.objects.of<GatewaySpec>(KINDS.gateway).forEach(({ name, spec: { selector = {} } }) => Object.keys(selector).length > 0 && index.add('', selector, name));
    return index;
  });
  return containersOf(pod).some(({ name, image }) => name === 'istio-proxy' || image === 'auto')
    || 'inject.istio.io/templates' in annotations
    || labels['gateway.networking.k8s.io/gateway-name'] !== undefined
    || labels.istio?.includes('gateway')
    || namespace === mesh.rootNamespace || gateways.of([''], labels).length > 0;
}
