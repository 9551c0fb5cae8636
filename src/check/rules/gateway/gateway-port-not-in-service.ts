import { qualifiedName } from '../../../model/entity';
import { gatewaysChosenBy } from '../../../model/gateway-pods';
import { containersOf } from '../../../model/injection';
import { containerPortOf, Workload } from '../../../model/workload';
import { hostsOfWorkload } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const gatewayPortNotInService: Rule = {
  id: 'gateway-port-not-in-service',
  severity: 'warning',
  title: 'a Gateway opens a port that the Service of the gateway does not have',
  why: 'The proxy listens there, but what comes through the Service, and so through its load balancer, cannot reach the port: connections are '
    + 'refused or time out. '
    + 'A server may name a port of the Service or the port of the pods behind it.',
  fix: 'add the port to the Service of the gateway, or use a port that it has',
  codes: ['IST0162'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 8443, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec:
  type: LoadBalancer
  selector: { istio: ingress }
  ports:
    - { name: http2, port: 80, targetPort: 80 }
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: edge
  labels: { istio: ingress, sidecar.istio.io/inject: "true" }
  annotations: { inject.istio.io/templates: gateway }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`,
  mend: { 'number: 8443': 'number: 80' },

  check(mesh, report) {
    for (const { manifest, spec: { selector, servers = [] } } of mesh.gateways) {
      const workloads = Object.keys(selector ?? {}).length === 0 ? [] : gatewaysChosenBy(mesh, selector);
      const offers = workloads.flatMap(workload => hostsOfWorkload(mesh, workload).flatMap(host => host.service ? [{ workload, host }] : []));
      if (offers.length === 0 || workloads.some(listensOnNode)) {
        continue;
      }
      const ports = offers.flatMap(({ workload, host }) => host.ports.filter(({ protocol }) => protocol !== 'UDP')
        .map(({ number, targetPort }) => ({ number, target: containerPortOf(workload, targetPort) })));
      // A name that no container has may be of one that is added later.
      if (ports.some(({ target }) => target === undefined)) {
        continue;
      }
      const known = new Set(ports.flatMap(({ number, target }) => [number, target]));
      servers.forEach(({ port }, at) => {
        if (port?.number && !known.has(port.number)) {
          const [{ host }] = offers;
          report(manifest, ['spec', 'servers', at, 'port', 'number'],
            `opens port ${port.number}, which Service '${qualifiedName(host.service!)}' of the gateway does not have; it has ${list(ports)}`,
            { others: [...new Set(offers.map(offer => offer.host.service!.manifest))] });
        }
      });
    }
  },
};

function list(ports: readonly { readonly number: number }[]): string {
  return [...new Set(ports.map(({ number }) => number))].join(', ') || 'none';
}

function listensOnNode({ pod }: Workload): boolean {
  return pod.hostNetwork === true || containersOf(pod).flatMap(({ ports = [] }) => ports).some(({ hostPort }) => hostPort !== undefined);
}
