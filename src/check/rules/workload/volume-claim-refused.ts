import { DNS_SUBDOMAIN } from '../../../core/dns-names';
import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { fieldOf } from '../../../model/mesh-config-shape';
import { quantityOf } from '../../../model/quantity';
import { Rule } from '../../rule';

const ALONE = 'ReadWriteOncePod';
const CLAIM = 'PersistentVolumeClaim';

export const volumeClaimRefused: Rule = {
  id: 'volume-claim-refused',
  severity: 'error',
  title: 'a PersistentVolumeClaim asks for nothing, or for what does not go together',
  why: 'The API server refuses the object. A claim says how the volume is used (accessModes) and how much storage it has. ReadWriteOncePod goes with no other mode, and data comes from one '
    + 'source: another claim, or an object of another API group.',
  fix: 'write accessModes, and storage in resources.requests',
  codes: [],
  bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 0Gi } }
`,
  mend: { '0Gi': '10Gi' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<JsonObject>(CLAIM)) {
      const modes: readonly unknown[] = Array.isArray(spec.accessModes) ? spec.accessModes : [];
      if (modes.length === 0) {
        report(manifest, ['spec', 'accessModes'], 'has no accessModes');
      } else if (modes.includes(ALONE) && modes.some(mode => mode !== ALONE)) {
        report(manifest, ['spec', 'accessModes'], `has the access mode ${ALONE} beside others`, { fix: 'keep it alone, or remove it' });
      }
      const storage = fieldOf(spec, 'resources', 'requests', 'storage');
      if (storage === undefined || storage === null) {
        report(manifest, ['spec', 'resources', 'requests'], 'requests no storage');
      } else if (quantityOf(asText(storage)) <= 0) {
        report(manifest, ['spec', 'resources', 'requests', 'storage'], `requests ${asText(storage)} of storage, which is nothing`);
      }
      sourceProblems(spec).forEach(([path, message, fix]) => report(manifest, ['spec', ...path], message, { fix }));
    }
  },
};

/** Where, what is wrong, and how it is mended. */
type Problem = readonly [path: FieldPath, message: string, fix: string];

function sourceProblems({ dataSource, dataSourceRef }: JsonObject): readonly Problem[] {
  const each = Object.entries({ dataSource, dataSourceRef }).flatMap(([field, source]) => isObject(source) ? sourceProblem(field, source) : []);
  if (!isObject(dataSource) || !isObject(dataSourceRef)) {
    return each;
  }
  const differ = dataSourceRef.namespace ? 'a dataSource beside a dataSourceRef of a namespace'
    : ['apiGroup', 'kind', 'name'].some(field => dataSource[field] !== dataSourceRef[field]) ? 'a dataSource that is not its dataSourceRef' : undefined;
  return differ === undefined ? each : [...each, [['dataSource'], `has ${differ}`, 'remove dataSource']];
}

function sourceProblem(field: string, { apiGroup = '', kind = '' }: JsonObject): readonly Problem[] {
  const group = asText(apiGroup);
  if (group === '') {
    return kind === CLAIM ? [] : [[[field, 'kind'], `takes its data from a ${asText(kind)} without an apiGroup, as only a ${CLAIM} has none`, 'write its apiGroup']];
  }
  return DNS_SUBDOMAIN.test(group) ? [] : [[[field, 'apiGroup'], `takes its data from API group '${group}', which is no name of DNS`, 'correct the group']];
}
