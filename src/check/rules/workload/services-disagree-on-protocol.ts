import { Entity, qualifiedName } from '../../../model/entity';
import { containersOf } from '../../../model/injection';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Mesh } from '../../../model/mesh';
import { HostPort } from '../../../model/service-host';
import { servedWorkloads } from '../../../model/service-workloads';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

interface Spoken {
  readonly service: Entity<ServiceSpec>;
  readonly port: HostPort;
}

const HTTP = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);

export const servicesDisagreeOnProtocol: Rule = {
  id: 'services-disagree-on-protocol',
  severity: 'warning',
  title: 'one port of pods is HTTP for one Service and TCP for another',
  why: 'The proxy of a pod has one listener for a port, and takes the protocol of the oldest Service that leads to it. Where that is TCP, HTTP policies, routes and '
    + 'metrics do not hold for requests by the other Service; where it is HTTP, whatever is not HTTP is refused. Which one is the oldest differs by cluster.',
  fix: 'give the port the same protocol in all Services (by the beginning of its name, or by appProtocol)',
  codes: ['IST0116'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Service
metadata: { name: cart-internal, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: tcp, port: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'name: tcp': 'name: http' },

  check(mesh, report) {
    const shared = sharedWorkloads(mesh);
    const spoken = new Map<Workload, Map<number, Spoken>>();
    for (const { host: { service, ports }, workloads } of servedWorkloads(mesh)) {
      const judged = workloads.filter(workload => workload.inMesh === true && (ports.length > 1 || shared.has(workload)));
      if (judged.length === 0) {
        continue;
      }
      const said = new Set<HostPort>();
      for (const workload of judged) {
        const own = spoken.get(workload) ?? new Map<number, Spoken>();
        spoken.set(workload, own);
        for (const port of ports) {
          const number = targetOf(port, workload);
          if (number === undefined || port.protocol === undefined || port.protocol === 'UDP') {
            continue;
          }
          const first = own.get(number);
          if (!first) {
            own.set(number, { service: service!, port });
          } else if (HTTP.has(first.port.protocol!) !== HTTP.has(port.protocol) && !said.has(port)) {
            said.add(port);
            const at = (service!.spec.ports ?? []).findIndex(one => one.port === port.number && one.name === port.name);
            const other = first.service === service ? `its port ${first.port.number}` : `Service '${qualifiedName(first.service)}'`;
            report(service!.manifest, ['spec', 'ports', at],
              `leads with ${port.protocol} to port ${number} of ${workload.kind} '${workload.name}', to which ${other} leads with ${first.port.protocol}`,
              { others: [...first.service === service ? [] : [first.service.manifest], workload.object.manifest] });
          }
        }
      }
    }
  },
};

/** Workloads that several Services choose. */
function sharedWorkloads(mesh: Mesh): ReadonlySet<Workload> {
  const known = new Set<Workload>();
  const shared = new Set<Workload>();
  for (const { workloads } of servedWorkloads(mesh)) {
    for (const workload of workloads) {
      (known.has(workload) ? shared : known).add(workload);
    }
  }
  return shared;
}

function targetOf({ targetPort }: HostPort, { pod }: Workload): number | undefined {
  return typeof targetPort === 'number' ? targetPort : containersOf(pod).flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort)?.containerPort;
}
