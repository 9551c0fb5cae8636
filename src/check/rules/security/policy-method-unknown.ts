import { valuesOf } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { AuthorizationPolicySpec } from '../../../model/specs';
import { Rule } from '../../rule';
import { meantBy } from '../../words';

export const policyMethodUnknown: Rule = {
  id: 'policy-method-unknown',
  severity: 'error',
  title: 'a method of an AuthorizationPolicy is none of HTTP',
  why: 'Methods are compared as they are written, and those of HTTP are in capitals, so the value matches no request. Calls of gRPC are POST requests: the name of '
    + 'service and method is their path.',
  fix: 'write the method in capitals; name a method of gRPC in paths',
  codes: ['KIA0102'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - to:
        - operation: { methods: [get] }
`,
  mend: { '[get]': '[GET]' },

  check(mesh, report) {
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      for (const { attribute, values, path } of valuesOf(policy)) {
        if (attribute === 'methods') {
          values.forEach((value, at) => {
            const word = value.replace(/^\*|\*$/g, '');
            const problem = problemOf(word, word === value);
            if (problem !== undefined) {
              report(policy.manifest, [...path, at], `has '${value}' in ${String(path.at(-1))}, ${problem}`, word.includes('/') ? { fix: `write it as a path: '${word}'` } : {});
            }
          });
        }
      }
    }
  },
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** Anybody may invent a method, so what is in capitals is only wrong where it is nearly one that everybody knows. */
function problemOf(word: string, whole: boolean): string | undefined {
  if (word.includes('/')) {
    return 'which is a path and no method of HTTP';
  }
  if (/[a-z]/.test(word)) {
    return METHODS.includes(word.toUpperCase()) ? `and requests have '${word.toUpperCase()}'` : 'which no request has: methods are in capitals';
  }
  const meant = whole ? meantBy(word, METHODS) : undefined;
  return meant === undefined || METHODS.includes(word) ? undefined : `which is no method of HTTP; '${meant}' is`;
}
