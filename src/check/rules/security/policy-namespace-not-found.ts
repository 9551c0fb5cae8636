import { valuesFor } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { meantBy } from '../../words';

export const policyNamespaceNotFound: Rule = {
  id: 'policy-namespace-not-found',
  severity: 'warning',
  title: 'an AuthorizationPolicy names a namespace that is not there',
  why: 'Nobody comes from a namespace that is not there, so the value matches no client: those who are meant are refused, or not denied. Said only where all '
    + 'namespaces of a cluster were given (`kube-system` among them), or where the name is nearly that of a namespace that was.',
  fix: 'correct the name of the namespace',
  codes: ['IST0101', 'KIA0101'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source: { namespaces: [frontned] }
---
apiVersion: v1
kind: Namespace
metadata: { name: frontend, labels: { istio-injection: enabled } }
`,
  mend: { '[frontned]': '[frontend]' },

  check(mesh, report) {
    const namespaces = mesh.namespaces;
    const objects = mesh.objects.of(KINDS.namespace).map(({ name }) => name);
    const whole = objects.includes('kube-system');
    const known = new Map<string, string | undefined>();
    const meantFor = (name: string) => {
      if (!known.has(name)) {
        known.set(name, meantBy(name, objects));
      }
      return known.get(name);
    };
    for (const list of valuesFor(mesh, 'namespaces')) {
      list.values.forEach((value, at) => {
        if (value === '' || (value.includes('*') ? !whole || matchesAny(value, namespaces.keys()) : namespaces.has(value))) {
          return;
        }
        const meant = meantFor(value);
        if (meant !== undefined || whole) {
          report(list.policy.manifest, [...list.path, at], `names namespace '${value}' in ${list.field}, which is not there${meant === undefined ? '' : `; '${meant}' is`}`);
        }
      });
    }
  },
};

function matchesAny(pattern: string, names: Iterable<string>): boolean {
  const [start, ...parts] = pattern.split('*');
  const end = parts.pop()!;
  for (const name of names) {
    // Each part at the first place where it stands: a regular expression would try all of them.
    let at = name.startsWith(start) ? start.length : -1;
    for (const part of parts) {
      at = at < 0 || name.indexOf(part, at) < 0 ? -1 : name.indexOf(part, at) + part.length;
    }
    if (at >= 0 && name.length - end.length >= at && name.endsWith(end)) {
      return true;
    }
  }
  return false;
}
