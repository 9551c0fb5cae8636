import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { scopedHost } from '../../../model/sidecar-scope';
import { Rule } from '../../rule';

export const sidecarHostRedundant: Rule = {
  id: 'sidecar-host-redundant',
  severity: 'warning',
  title: 'a Sidecar imports a host that another of its hosts imports already',
  why: 'Istio\'s webhook warns of it. A name beside `namespace/*`, or anything beside `*/*`, narrows nothing: if the list was meant to say what '
    + 'may be called, it says more '
    + 'than that.',
  fix: 'remove the host, or the wildcard that means it too',
  codes: ['IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["*/*", "./*"]
`,
  mend: { '"*/*", ': '' },

  check(mesh, report) {
    for (const sidecar of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const { manifest, spec: { egress = [] } } = sidecar;
      egress.forEach(({ hosts = [] }, at) => {
        const scoped = hosts.map(host => scopedHost(mesh, sidecar, host)).map(one => one && !one.excluded ? one : undefined);
        const keys = scoped.map(one => one && `${one.namespace}/${one.host}`);
        const first = new Map<string, number>();
        keys.forEach((key, index) => key !== undefined && !first.has(key) && first.set(key, index));
        scoped.forEach((one, index) => {
          const wider = one && [`${one.namespace}/${one.host}`, `${one.namespace}/*`, '*/*'].find(key => first.has(key) && first.get(key) !== index);
          if (wider !== undefined) {
            report(manifest, ['spec', 'egress', at, 'hosts', index], `imports '${hosts[index]}' beside '${hosts[first.get(wider)!]}', which means it too`);
          }
        });
      });
    }
  },
};
