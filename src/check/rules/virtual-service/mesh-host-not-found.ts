import { serviceOfHost } from '../../../model/hosts';
import { isInMesh } from '../../../model/virtual-service';
import { strayHosts } from '../../../model/virtual-service-hosts';
import { Rule } from '../../rule';

export const meshHostNotFound: Rule = {
  id: 'mesh-host-not-found',
  severity: 'warning',
  title: 'a VirtualService is for a service that is not there',
  why: 'Routes in the mesh hold for requests to their hosts. Nobody calls a service of the cluster that does not exist, so its routes do nothing. A short name means a service of the '
    + 'VirtualService\'s own namespace, which is where it mostly goes wrong.',
  fix: 'write the fully qualified host of the Service, or move the VirtualService to its namespace',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [carts]
  http:
    - timeout: 2s
      route:
        - destination: { host: cart }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'hosts: [carts]': 'hosts: [cart]' },

  check(mesh, report) {
    for (const { service, host, at } of strayHosts(mesh)) {
      if (isInMesh(service) && mesh.isAbsent(host) && serviceOfHost(host, mesh.clusterDomain)) {
        report(service.manifest, ['spec', 'hosts', at], `has routes for host '${host}', which no Service has`);
      }
    }
  },
};
