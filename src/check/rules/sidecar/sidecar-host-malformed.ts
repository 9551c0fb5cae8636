import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { scopedHostProblem } from '../../../model/scoped-host';
import { Rule } from '../../rule';

export const sidecarHostMalformed: Rule = {
  id: 'sidecar-host-malformed',
  severity: 'error',
  title: 'a host of a Sidecar has a form that no host has',
  why: 'Istio\'s webhook refuses the object. A host is a namespace, a slash and a fully qualified name, with `*` for all namespaces or all hosts, '
    + '`.` for the namespace of the '
    + 'Sidecar and `~/*` for none.',
  fix: 'write namespace/host with a fully qualified host, such as \'./*\' or \'shop/reviews.shop.svc.cluster.local\'',
  codes: ['IST0106', 'KIA1003'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./reviews", "istio-system/*"]
`,
  mend: { './reviews': './reviews.shop.svc.cluster.local' },

  check(mesh, report) {
    for (const { manifest, spec: { egress = [] } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      egress.forEach(({ hosts = [] }, at) => {
        if (hosts.length === 0) {
          report(manifest, ['spec', 'egress', at, 'hosts'], 'has an egress listener without hosts');
        }
        hosts.forEach((host, index) => {
          const problem = scopedHostProblem(host, 'sidecar');
          if (problem) {
            report(manifest, ['spec', 'egress', at, 'hosts', index], `has host '${host}', which ${problem}`);
          }
        });
      });
    }
  },
};
