import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const sidecarCatchAllNotLast: Rule = {
  id: 'sidecar-catch-all-not-last',
  severity: 'error',
  title: 'the egress listener of a Sidecar for all other ports is not the last one',
  why: 'Istio\'s webhook refuses the object. A listener without `port` is for all ports that no other one has: there is one of them, at the end.',
  fix: 'put the listener without a port at the end, with the hosts of all such listeners',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*"]
    - port: { number: 3306, name: mysql, protocol: MYSQL }
      hosts: ["databases/*"]
`,
  mend: {
    '    - hosts: ["./*"]\n    - port: { number: 3306, name: mysql, protocol: MYSQL }\n      hosts: ["databases/*"]\n':
      '    - port: { number: 3306, name: mysql, protocol: MYSQL }\n      hosts: ["databases/*"]\n    - hosts: ["./*"]\n',
  },

  check(mesh, report) {
    for (const { manifest, spec: { egress = [] } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      egress.forEach(({ port }, at) => {
        if (!port && at < egress.length - 1) {
          report(manifest, ['spec', 'egress', at], `has an egress listener without a port at place ${at}, before ${egress.length - 1 - at} more`);
        }
      });
    }
  },
};
