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
  why: 'The API server refuses the object. A claim says how the volume is used (accessModes) and how much storage it has. ReadWriteOncePod goes with no other mode. Data comes from another '
    + 'claim, or an object of another API group, by dataSourceRef; what else stands in dataSource is dropped without a word, and so is another namespace.',
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
      sourceProblems(spec).forEach(([path, message, fix, severity]) => report(manifest, ['spec', ...path], message, { fix, severity }));
    }
  },
};

/** Where, what is wrong, how it is mended, and whether the server refuses it or drops it without a word. */
type Problem = readonly [path: FieldPath, message: string, fix: string, severity?: 'warning'];

function sourceProblems({ dataSource, dataSourceRef }: JsonObject): readonly Problem[] {
  const [source, ref] = [dataSource, dataSourceRef].map(one => isObject(one) ? one : undefined);
  if (ref?.namespace) {
    return [[['dataSourceRef', 'namespace'], 'takes its data from another namespace, which is dropped without the feature CrossNamespaceVolumeDataSource: the volume is empty',
      'take it from an object of its own namespace', 'warning']];
  }
  if (!ref) {
    return source && !isClaimOrSnapshot(source) ? [[['dataSource'], `takes its data from a ${asText(source.kind)}, which is dropped: the volume is empty`, 'write dataSourceRef', 'warning']] : [];
  }
  const differ = source && ['apiGroup', 'kind', 'name'].some(field => source[field] !== ref[field]);
  return [...refProblem(ref), ...differ ? [[['dataSource'], 'has a dataSource that is not its dataSourceRef', 'remove dataSource'] as const] : []];
}

/** All that dataSource may name, for the sake of older servers. */
function isClaimOrSnapshot({ apiGroup = '', kind }: JsonObject): boolean {
  return kind === CLAIM ? apiGroup === '' : kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io';
}

/** The form of apiGroup is told by the schema. */
function refProblem({ apiGroup = '', kind }: JsonObject): readonly Problem[] {
  return apiGroup !== '' || kind === CLAIM ? []
    : [[['dataSourceRef', 'kind'], `takes its data from a ${asText(kind)} without an apiGroup, as only a ${CLAIM} has none`, 'write its apiGroup']];
}
