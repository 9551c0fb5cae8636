import { Rule } from '../../rule';

export const virtualServiceExportRefused: Rule = {
  id: 'virtual-service-export-refused',
  severity: 'error',
  title: 'exportTo of a VirtualService contradicts itself',
  why: 'Istio refuses exportTo that has a namespace twice, `.` beside the name of the own namespace, `*` beside anything else, `~`, or what is no name of a namespace.',
  fix: 'write \'*\' alone, or \'.\' and names of other namespaces, each once',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  exportTo: [front, '*']
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { "[front, '*']": "['*']" },

  check(mesh, report) {
    for (const { spec: { exportTo = [] }, namespace, manifest } of mesh.virtualServices) {
      const named = exportTo.map(one => one === '.' ? namespace : one);
      named.forEach((one, at) => {
        const first = named.indexOf(one);
        const problem = first < at ? `names namespace '${one}' twice`
          : one === '*' ? named.length > 1 ? 'exports to \'*\' and to others' : undefined
            : one === '~' ? 'exports to nobody (\'~\')'
              : /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(one) && one.length <= 63 ? undefined : `exports to '${one}', which is no name of a namespace`;
        if (problem) {
          report(manifest, ['spec', 'exportTo', at], `${problem}, which is refused`);
        }
      });
    }
  },
};
