import { exportsOf } from '../../../model/exports';
import { isDnsLabel } from '../../../model/host-syntax';
import { Rule } from '../../rule';

export const exportToNamespaceNotFound: Rule = {
  id: 'export-to-namespace-not-found',
  severity: 'warning',
  title: 'something is exported to a namespace that is not there, or is none',
  why: 'An exportTo names namespaces, \'.\' for its own and \'*\' for all. What is exported to a namespace that does not exist is seen by nobody there, and the one that was meant '
    + 'does not see it: its clients know no such host, or call it without the rule. Istio\'s webhook refuses what cannot be the name of a namespace.',
  fix: 'write the name of a namespace',
  codes: ['KIA0005'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  exportTo: ['.', fornt]
---
apiVersion: v1
kind: Namespace
metadata: { name: front, labels: { istio-injection: enabled } }
`,
  mend: { fornt: 'front' },

  check(mesh, report) {
    const known = [...mesh.namespaces.keys()];
    const likely = new Map<string, readonly string[]>();
    for (const { manifest, exportTo, pathOf } of exportsOf(mesh)) {
      exportTo.forEach((name, at) => {
        if (['.', '*', '~'].includes(name) || mesh.namespaces.has(name)) {
          return;
        }
        if (!isDnsLabel(name)) {
          report(manifest, pathOf(at), `is exported to '${name}', which is not the name of a namespace`, { severity: 'error' });
          return;
        }
        // Other namespaces may be there that were not given: only what looks like a slip of the pen is said.
        const alike = likely.get(name) ?? known.filter(namespace => isSlip(name, namespace));
        likely.set(name, alike);
        const meant = alike.find(namespace => !exportTo.includes(namespace));
        if (meant !== undefined) {
          report(manifest, pathOf(at), `is exported to '${name}', and no such namespace is known; '${meant}' is meant, perhaps`);
        }
      });
    }
  },
};

/** Whether two names differ by one letter: another one, one too many, one missing, or two in the wrong order. */
function isSlip(one: string, other: string): boolean {
  // Numbers tell things apart on purpose.
  if (Math.min(one.length, other.length) < 4 || one.replace(/\D/g, '') !== other.replace(/\D/g, '')) {
    return false;
  }
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at++;
  }
  const [rest, others] = [one.slice(at), other.slice(at)];
  return rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1)
    || (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2));
}
