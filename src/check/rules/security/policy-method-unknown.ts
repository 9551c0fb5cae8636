import { valuesFor } from '../../../model/authorization-policy';
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
    for (const list of valuesFor(mesh, 'methods')) {
      for (let at = 0; at < list.values.length; at++) {
        const value = list.values[at];
        if (METHODS.has(value)) {
          continue;
        }
        const word = value.replace(/^\*|\*$/g, '');
        const problem = problemOf(word, word === value);
        if (problem !== undefined) {
          report(list.policy.manifest, [...list.path, at], `has '${value}' in ${list.field}, ${problem}`, word.includes('/') ? { fix: `write it as a path: '${word}'` } : {});
        }
      }
    }
  },
};

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);

/** Anybody may invent a method, so what is in capitals is only wrong where it is nearly one that everybody knows. */
function problemOf(word: string, whole: boolean): string | undefined {
  if (word.includes('/')) {
    return 'which is a path and no method of HTTP';
  }
  if (/[a-z]/.test(word)) {
    return METHODS.has(word.toUpperCase()) ? `and requests have '${word.toUpperCase()}'` : 'which no request has: methods are in capitals';
  }
  const meant = whole ? meantBy(word, METHODS) : undefined;
  return meant === undefined || METHODS.has(word) ? undefined : `which is no method of HTTP; '${meant}' is`;
}
