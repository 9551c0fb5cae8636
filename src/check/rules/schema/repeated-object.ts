import { Rule } from '../../rule';

export const repeatedObject: Rule = {
  id: 'repeated-object',
  severity: 'warning',
  title: 'an object is there twice',
  why: 'Both have the same kind, namespace and name: the one that is applied last replaces the other, and which that is depends on the tool and on the names of files. '
    + 'Rules look at the last one alone.',
  fix: 'remove one of them, or give it another name',
  codes: [],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { colour: blue }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { colour: green }
`,
  mend: { '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { colour: green }\n': '' },

  check(mesh, report) {
    mesh.objects.repeated.forEach((next, former) => report(former, ['metadata', 'name'], 'is given again, and this one is replaced', { others: [next] }));
  },
};
