import { FieldPath } from '../../../manifests/locate';
import { Manifest } from '../../../manifests/manifest';
import { AuthorizationPolicySpec, PolicyRule } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Report, Rule } from '../../rule';

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
      for (let at = 0; at < rules.length; at++) {
        const { from, to, when } = rules[at];
        reportParts(manifest, at, 'from', 'source', from as Parts | undefined, report);
        reportParts(manifest, at, 'to', 'operation', to as Parts | undefined, report);
        reportConditions(manifest, at, when, report);
      }
    }
  },
};

type Lists = { readonly [field: string]: unknown };
type Parts = readonly { readonly [inner: string]: Lists | undefined }[];

function reportParts(manifest: Manifest, rule: number, name: string, inner: string, parts: Parts | undefined, report: Report): void {
  if (parts?.length === 0) {
    report(manifest, ['spec', 'rules', rule, name], `has an empty list in ${name}`);
  }
  for (let at = 0; parts && at < parts.length; at++) {
    const part = parts[at][inner];
    if (!hasValues(part)) {
      report(manifest, ['spec', 'rules', rule, name, at], `has ${part ? 'an empty' : 'no'} ${inner} in ${name}`);
    } else if (hasEmptyValue(part!)) {
      reportEmptyValues(manifest, part!, ['spec', 'rules', rule, name, at, inner], report);
    }
  }
}

function reportConditions(manifest: Manifest, rule: number, conditions: PolicyRule['when'], report: Report): void {
  conditions?.forEach(({ key = '', values = [], notValues = [] }, at) => {
    const where = ['spec', 'rules', rule, 'when', at];
    if (key === '') {
      report(manifest, where, 'has a condition without a key');
    } else if (values.length + notValues.length === 0) {
      report(manifest, where, `has a condition for '${key}' without values`);
    }
    reportEmptyValues(manifest, { values, notValues }, where, report);
  });
}

function hasValues(lists: Lists = {}): boolean {
  for (const field in lists) {
    const values = lists[field];
    if (Array.isArray(values) && values.length > 0) {
      return true;
    }
  }
  return false;
}

function hasEmptyValue(lists: Lists): boolean {
  for (const field in lists) {
    const values = lists[field];
    if (Array.isArray(values) && values.includes('')) {
      return true;
    }
  }
  return false;
}

function reportEmptyValues(manifest: Manifest, lists: Lists, path: FieldPath, report: Report): void {
  Object.entries(lists).forEach(([field, values]) => Array.isArray(values) && values.forEach((value, at) => {
    if (value === '') {
      report(manifest, [...path, field, at], `has an empty value in ${field}`);
    }
  }));
}
