import { qualifiedName } from '../../../model/entity';
import { serviceOfHost } from '../../../model/hosts';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Rule } from '../../rule';

export const serviceEntryForService: Rule = {
  id: 'service-entry-for-service',
  severity: 'warning',
  title: 'a ServiceEntry is for a host that a Service of the cluster has',
  why: 'Istio takes the Service, whichever is older, and nothing of the ServiceEntry: neither its ports nor its endpoints. Under a short form of the host, such as `reviews.shop`, '
    + 'it is a host of its own that answers for the same name, so that the same call means one or the other.',
  fix: 'give it a host that is not a Service\'s; machines join a Service by its selector',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews.shop.svc.cluster.local]
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
    - { name: http, number: 80, protocol: HTTP }
  endpoints:
    - address: 192.0.2.10
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews } }
spec:
  containers:
    - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'hosts: [reviews.shop.svc.cluster.local]': 'hosts: [reviews.machines.example.com]' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { hosts = [] } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      hosts.forEach((host, at) => {
        const forms = host.startsWith('*') ? [] : [host, `${host}.${mesh.clusterDomain}`, `${host}.svc.${mesh.clusterDomain}`, `${host}.${namespace}.svc.${mesh.clusterDomain}`];
        const [service] = forms.flatMap(form => {
          const named = serviceOfHost(form, mesh.clusterDomain);
          return named ? mesh.objects.find<ServiceSpec>(KINDS.service, named.namespace, named.name) ?? [] : [];
        });
        if (service) {
          report(manifest, ['spec', 'hosts', at], `is for host '${host}', which is Service '${qualifiedName(service)}'`, { others: [service.manifest] });
        }
      });
    }
  },
};
