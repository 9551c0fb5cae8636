import { Entity } from '../../../model/entity';
import { VirtualServiceSpec } from '../../../model/istio-specs';
import { destinationsOf, gatewaysOf, MESH } from '../../../model/virtual-service';
import { isVisibleIn, Visibility, visibilityOf } from '../../../model/visibility';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const destinationHostNotExported: Rule = {
  id: 'destination-host-not-exported',
  severity: 'error',
  title: 'a route leads to a host that none of its clients can see',
  why: 'Proxies know the hosts that are exported to their namespace and no others. Where a VirtualService holds in some namespaces only, and its destination is exported to none of '
    + 'them, all its requests fail with 503.',
  fix: 'export the host to the namespaces of its clients (exportTo; networking.istio.io/exportTo at a Service)',
  codes: ['IST0101'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  exportTo: ["."]
  http:
    - route:
        - destination: { host: reviews.backend.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: backend, annotations: { networking.istio.io/exportTo: "." } }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'networking.istio.io/exportTo: "."': 'networking.istio.io/exportTo: ".,shop"' },

  check(mesh, report) {
    const byDefault = mesh.exportedByDefault('defaultVirtualServiceExportTo');
    for (const service of byDefault ? mesh.virtualServices : mesh.virtualServicesWith('exportTo')) {
      const clients = clientsOf(service, byDefault);
      for (const { host, path } of clients === '*' ? [] : destinationsOf(service, mesh.clusterDomain)) {
        const hosts = mesh.hostsCalled(host);
        if (hosts.length > 0 && ![...clients].some(namespace => hosts.some(({ visibility }) => isVisibleIn(visibility, namespace)))) {
          const exported = [...new Set(hosts.flatMap(({ visibility }) => [...visibility]))];
          report(service.manifest, [...path, 'host'], `routes to '${host}', which is exported to ${exported.length === 0 ? 'no namespace' : `namespaces ${quoted(exported)}`}, and holds in `
            + `namespaces ${quoted([...clients])}`, { others: hosts.flatMap(({ service: of, entry }) => (of ?? entry)?.manifest ?? []) });
        }
      }
    }
  },
};

/** The namespaces of clients that take the routes, as far as only sidecars can; gateways may be anywhere, and who delegates to the routes too. */
function clientsOf(service: Entity<VirtualServiceSpec>, byDefault: readonly string[] | undefined): Visibility {
  const { namespace, spec: { exportTo, hosts = [] } } = service;
  const visibility = visibilityOf(exportTo, namespace, byDefault);
  // What is exported to nobody leads nobody astray.
  return hosts.length > 0 && gatewaysOf(service).every(gateway => gateway === MESH) && visibility !== '*' && visibility.size > 0 ? visibility : '*';
}
