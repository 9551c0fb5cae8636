import { serviceOfHost } from '../../../model/hosts';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { routedHosts } from '../../../model/routed-subsets';
import { scopedHostProblem } from '../../../model/scoped-host';
import { scopedHost } from '../../../model/sidecar-scope';
import { isVisibleIn } from '../../../model/visibility';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const sidecarHostNotFound: Rule = {
  id: 'sidecar-host-not-found',
  severity: 'error',
  title: 'a Sidecar imports a host that is not there, or not in that namespace',
  why: 'Nothing is imported. What the workload calls by that name is then unknown to its proxy: it passes by without mTLS, routes and policies of '
    + 'the mesh, or is refused '
    + 'where only known hosts may be called. The namespace before the slash is that of the Service or ServiceEntry, not that of the caller.',
  fix: 'name the host as it is, with the namespace of its Service or ServiceEntry',
  codes: ['KIA1004'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*", "payments/payments.example.com"]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: payments, namespace: egress }
spec:
  hosts: [payments.example.com]
  ports:
    - { number: 443, name: tls, protocol: TLS }
  resolution: DNS
`,
  mend: { 'payments/payments.example.com': 'egress/payments.example.com' },

  check(mesh, report) {
    for (const sidecar of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const { manifest, namespace, spec: { egress = [] } } = sidecar;
      egress.forEach(({ hosts = [] }, at) => hosts.forEach((text, index) => {
        const scoped = scopedHost(mesh, sidecar, text);
        if (!scoped || scoped.excluded || scoped.namespace === '.' || scoped.host.startsWith('*') || scopedHostProblem(text, 'sidecar')) {
          return;
        }
        const problem = problemOf(mesh, scoped.host, scoped.namespace, namespace);
        if (problem) {
          report(manifest, ['spec', 'egress', at, 'hosts', index], `imports '${text}', ${problem}`);
        }
      }));
    }
  },
};

function problemOf(mesh: Mesh, host: string, wanted: string, own: string): string | undefined {
  // VirtualServices for names that are no service are imported in the same way.
  if (routedHosts(mesh).has(host)) {
    return undefined;
  }
  if (mesh.isAbsent(host)) {
    // A namespace of which nothing was given may have it.
    return wanted !== '*' && !serviceOfHost(host, mesh.clusterDomain) && !mesh.holdsAppsOf(wanted) ? undefined : 'which no Service and no ServiceEntry has';
  }
  const known = mesh.hostsCalled(host).filter(one => one.host === host);
  // Names for another host are where that is.
  if (known.some(({ service }) => service?.spec.type === 'ExternalName')) {
    return undefined;
  }
  const there = known.filter(one => wanted === '*' || one.namespace === wanted);
  if (known.length > 0 && there.length === 0) {
    return `and the host is of namespace ${quoted(new Set(known.map(one => one.namespace)))}`;
  }
  return there.length > 0 && !there.some(({ visibility }) => isVisibleIn(visibility, own)) ? `which is not exported to namespace '${own}'` : undefined;
}
