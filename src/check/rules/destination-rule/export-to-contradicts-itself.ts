import { exportsOf } from '../../../model/exports';
import { isDnsLabel } from '../../../model/host-syntax';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { kindKey, KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const exportToContradictsItself: Rule = {
  id: 'export-to-contradicts-itself',
  severity: 'error',
  title: 'exportTo names a namespace twice, all and some, or what is no namespace',
  why: 'Istio\'s webhook refuses the object: \'*\' stands alone, as \'~\' does, which only ServiceEntries may have, and no namespace stands there twice, by its name or as \'.\'. A '
    + 'DestinationRule with a workloadSelector is never exported. There are no patterns: `team-*` is no name.',
  fix: 'write \'*\' alone, or each namespace once',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  exportTo: ['.', '*']
`,
  mend: { '[\'.\', \'*\']': '[\'*\']' },

  check(mesh, report) {
    for (const { manifest, namespace, exportTo, pathOf } of exportsOf(mesh)) {
      const kind = kindKey(manifest.apiVersion, manifest.kind);
      if (kind === KINDS.service) {
        continue;
      }
      exportTo.forEach((name, at) => {
        if (!['.', '*', '~'].includes(name) && !isDnsLabel(name)) {
          report(manifest, pathOf(at), `is exported to '${name}', which is no name of a namespace`);
        }
      });
      const names = exportTo.map(name => name === '.' ? namespace : name);
      const again = names.findIndex((name, at) => names.indexOf(name) < at);
      const alone = exportTo.findIndex(name => name === '*' || name === '~');
      if (again >= 0) {
        report(manifest, pathOf(again), `is exported to namespace '${names[again]}' twice`);
      } else if (alone >= 0 && exportTo.length > 1) {
        report(manifest, pathOf(alone), `is exported to '${exportTo[alone]}' and others, and '${exportTo[alone]}' must stand alone`);
      } else if (exportTo[alone] === '~' && kind !== KINDS.serviceEntry) {
        report(manifest, pathOf(alone), 'is exported to \'~\', which only a ServiceEntry may be');
      }
    }
    for (const { manifest, namespace, spec: { workloadSelector, exportTo = [] } } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'workloadSelector')) {
      const other = workloadSelector ? exportTo.findIndex(name => name !== '.' && name !== namespace) : -1;
      if (other >= 0) {
        report(manifest, ['spec', 'exportTo', other], `selects pods and is exported to '${exportTo[other]}', and what selects pods holds in its own namespace only`);
      }
    }
  },
};
