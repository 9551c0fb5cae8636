import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject, Manifest } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { labelNameProblem } from '../../../model/label-syntax';
import { isKnownKind } from '../../../schema/kinds';
import { Rule } from '../../rule';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';
const WITHOUT_DOMAIN: ReadonlySet<string> = new Set(['kubernetes', ORPHAN, FOREGROUND]);
/** Groups whose finalizers may be without a domain: the API server knows their kinds by resource definitions. */
const ANY_NAME = /^(gateway\.networking\.k8s\.io|[a-z.]+\.istio\.io)\//;

export const finalizerRefused: Rule = {
  id: 'finalizer-refused',
  severity: 'error',
  title: 'a finalizer has a name that the API server does not take',
  why: 'The API server refuses the object. Finalizers are named as labels are; those of Kubernetes\' own kinds have a domain, but for \'kubernetes\', \'orphan\' and \'foregroundDeletion\', '
    + 'of which the last two contradict each other.',
  fix: 'write a name with a domain, as example.com/cleanup',
  codes: [],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  namespace: shop
  finalizers: [cleanup]
`,
  mend: { '[cleanup]': '[shop.example.com/cleanup]' },

  check(mesh, report) {
    const look = (manifest: Manifest, finalizers: unknown, path: FieldPath, needDomain: boolean) => {
      const names = Array.isArray(finalizers) ? finalizers.filter(name => typeof name === 'string') : [];
      names.forEach((name, at) => {
        const problem = labelNameProblem(name) ?? (!needDomain || name.includes('/') || WITHOUT_DOMAIN.has(name) ? undefined : `name '${name}' has no domain`);
        if (problem !== undefined) {
          report(manifest, [...path, at], `has a finalizer that is none: ${problem}`);
        }
      });
      if (names.includes(ORPHAN) && names.includes(FOREGROUND)) {
        report(manifest, path, `has the finalizers '${ORPHAN}' and '${FOREGROUND}', of which one keeps what the other deletes`, { fix: 'keep one of the two' });
      }
    };
    for (const manifest of mesh.objects.all) {
      const { json: { metadata }, apiVersion, kind } = manifest;
      if (isObject(metadata) && metadata.finalizers !== undefined && isKnownKind(apiVersion, kind)) {
        look(manifest, metadata.finalizers, ['metadata', 'finalizers'], !ANY_NAME.test(apiVersion));
      }
    }
    for (const { manifest, spec } of mesh.objects.of<JsonObject>(KINDS.namespace)) {
      look(manifest, spec.finalizers, ['spec', 'finalizers'], true);
    }
  },
};
