import { isObject } from '../../../manifests/manifest';
import { kindKey, KINDS } from '../../../model/kinds';
import { generatedName, isNamespaceName, isPlainName, objectNameProblem } from '../../../model/name-syntax';
import { isKnownKind } from '../../../schema/kinds';
import { Rule } from '../../rule';

export const objectNameRefused: Rule = {
  id: 'object-name-refused',
  severity: 'error',
  title: 'an object has a name that its kind does not take',
  why: 'The API server refuses the object. Most names are names of DNS in lower case; those of Services, Namespaces and StatefulSets have no dots and at most 63 characters, and those of '
    + 'CronJobs at most 52. Before Kubernetes 1.36 a Service may not begin with a digit.',
  fix: 'write lower-case letters, digits and dashes',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart_v2, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { cart_v2: 'cart-v2' },

  check(mesh, report) {
    const namespaces = new Set([...mesh.namespaces.keys()].filter(name => !isNamespaceName(name)));
    for (const manifest of mesh.objects.all) {
      const { apiVersion, json, namespace } = manifest;
      const metadata = isObject(json.metadata) ? json.metadata : {};
      if (isPlainName(manifest.name) && metadata.generateName === undefined && (namespaces.size === 0 || !namespaces.has(namespace ?? ''))) {
        continue;
      }
      // Of other kinds it is not known whether an API server ever sees them.
      if (!isKnownKind(apiVersion, manifest.kind)) {
        continue;
      }
      const kind = kindKey(apiVersion, manifest.kind);
      const { name, generateName } = metadata as { readonly name?: string; readonly generateName?: string };
      if (name) {
        const problem = objectNameProblem(kind, name);
        if (problem !== undefined) {
          report(manifest, ['metadata', 'name'], `has the name '${name}', which ${problem}`);
        } else if (kind === KINDS.service && /^\d/.test(name)) {
          report(manifest, ['metadata', 'name'], `has the name '${name}', which may not begin with a digit before Kubernetes 1.36`, { severity: 'warning' });
        }
      } else if (!generateName) {
        report(manifest, ['metadata'], 'has no name', { fix: 'write metadata.name' });
      }
      if (generateName) {
        const problem = objectNameProblem(kind, generatedName(generateName));
        if (problem !== undefined) {
          report(manifest, ['metadata', 'generateName'], `has names made from '${generateName}', which ${problem}`);
        }
      }
      if (namespace !== undefined && namespaces.has(namespace)) {
        report(manifest, ['metadata', 'namespace'], `is in namespace '${namespace}', which is no name of one`);
      }
    }
  },
};
