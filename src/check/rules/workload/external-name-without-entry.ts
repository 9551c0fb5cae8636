import { destinationsOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const externalNameWithoutEntry: Rule = {
  id: 'external-name-without-entry',
  severity: 'error',
  title: 'a route leads to an ExternalName Service whose host the mesh does not know',
  why: 'For Istio such a Service is another name of its `externalName`, and a route to it is a route to the cluster of that host. There is one only if a ServiceEntry '
    + '(or a Service) has the host; otherwise proxies answer with 503. Before 1.21 each was a host of its own.',
  fix: 'add a ServiceEntry for the external name, or route to its host directly',
  codes: ['IST0150'],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: shop }
spec:
  type: ExternalName
  externalName: pay.example.com
  ports:
    - { name: http, port: 80 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments.shop.svc.cluster.local]
  http:
    - route:
        - destination: { host: payments.shop.svc.cluster.local }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: payments, namespace: shop }
spec:
  hosts: [pay.example.org]
  resolution: DNS
  ports:
    - { number: 80, name: http, protocol: HTTP }
`,
  mend: { 'externalName: pay.example.com': 'externalName: pay.example.org' },

  check(mesh, report) {
    if (mesh.istioMinor < 21) {
      return;
    }
    const others = mesh.hosts.some(({ service }) => service?.spec.type === 'ExternalName');
    for (const virtualService of others ? mesh.virtualServices : []) {
      for (const { host, path } of destinationsOf(virtualService, mesh.clusterDomain)) {
        for (const { service } of mesh.hostsCalled(host)) {
          const external = service?.spec.type === 'ExternalName' ? service.spec.externalName : undefined;
          if (external !== undefined && external !== '' && mesh.isAbsent(external)) {
            report(virtualService.manifest, [...path, 'host'], `routes to '${host}', which is another name of '${external}', and no ServiceEntry has that host`, {
              others: [service!.manifest],
            });
          }
        }
      }
    }
  },
};
