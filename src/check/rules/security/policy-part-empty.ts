import { FieldPath } from '../../../manifests/locate';
import { KINDS } from '../../../model/kinds';
import { AuthorizationPolicySpec } from '../../../model/specs';
import { Rule } from '../../rule';

export const policyPartEmpty: Rule = {
  id: 'policy-part-empty',
  severity: 'error',
  title: 'a part of an AuthorizationPolicy\'s rule says nothing',
  why: 'An empty `from`, `to`, `source` or `operation`, a condition without values and an empty value leave open whether all or none is meant, so Istio\'s webhook '
    + 'refuses the policy. It happens when a template renders an empty list.',
  fix: 'say what is meant, or leave the part out where anything will do',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source: {}
      to:
        - operation: { methods: [GET] }
`,
  mend: { 'source: {}': 'source: { namespaces: [web] }' },

  check(mesh, report) {
    for (const { manifest, spec: { rules = [] } } of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      rules.forEach(({ from, to, when }, at) => {
        const path = ['spec', 'rules', at];
        const lists = (fields: { readonly [name: string]: unknown }, where: FieldPath) => {
          Object.entries(fields).forEach(([field, values]) => Array.isArray(values) && values.forEach((value, index) => {
            if (value === '') {
              report(manifest, [...where, field, index], `has an empty value in ${field}`);
            }
          }));
        };
        const part = (name: 'from' | 'to', inner: 'source' | 'operation', items: readonly { readonly [name: string]: object | undefined }[] | undefined) => {
          if (items?.length === 0) {
            report(manifest, [...path, name], `has an empty list in ${name}`);
          }
          items?.forEach((item, index) => {
            const said: { readonly [name: string]: unknown } = { ...item[inner] };
            if (Object.values(said).every(values => !Array.isArray(values) || values.length === 0)) {
              report(manifest, [...path, name, index], `has ${item[inner] ? 'an empty' : 'no'} ${inner} in ${name}`);
            }
            lists(said, [...path, name, index, inner]);
          });
        };
        part('from', 'source', from as readonly { readonly [name: string]: object | undefined }[] | undefined);
        part('to', 'operation', to as readonly { readonly [name: string]: object | undefined }[] | undefined);
        when?.forEach(({ key = '', values = [], notValues = [] }, index) => {
          const where = [...path, 'when', index];
          if (key === '') {
            report(manifest, where, 'has a condition without a key');
          } else if (values.length + notValues.length === 0) {
            report(manifest, where, `has a condition for '${key}' without values`);
          }
          lists({ values, notValues }, where);
        });
      });
    }
  },
};
