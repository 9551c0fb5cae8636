import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { hostsOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const serviceEntryWithoutEndpoints: Rule = {
  id: 'service-entry-without-endpoints',
  severity: 'error',
  title: 'a ServiceEntry with resolution STATIC has nobody to answer',
  why: 'With STATIC all that answers for the host are the endpoints that the entry lists, or the pods and machines that its workloadSelector chooses; addresses are only what '
    + 'clients call. With neither, every call gets 503, or its connection is closed.',
  fix: 'list endpoints, select workloads, or set resolution DNS or NONE',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: orders-db, namespace: shop }
spec:
  hosts: [orders.db.example.com]
  addresses: [192.0.2.10]
  resolution: STATIC
  ports:
    - { name: tcp, number: 5432, protocol: TCP }
`,
  mend: { 'resolution: STATIC': 'resolution: STATIC\n  endpoints: [{ address: 192.0.2.10 }]' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const { hosts = [], resolution, endpoints = [], workloadSelector } = spec;
      // A host that is routed elsewhere needs nobody of its own.
      if (resolution === 'STATIC' && endpoints.length === 0 && !workloadSelector && !hosts.some(host => virtualServiceHosts(mesh).has(host))) {
        report(manifest, ['spec', 'resolution'], `has resolution 'STATIC' for '${hosts[0] ?? ''}', and neither endpoints nor a workloadSelector`);
      }
    }
  },
};

function virtualServiceHosts(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('hosts of virtual services', () => new Set(mesh.virtualServices.flatMap(service => hostsOf(service, mesh.clusterDomain))));
}
