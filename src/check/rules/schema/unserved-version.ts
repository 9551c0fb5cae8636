import { servedVersionsOf } from '../../../model/sound-manifests';
import { Rule } from '../../rule';

export const unservedVersion: Rule = {
  id: 'unserved-version',
  severity: 'error',
  title: 'an object is of an apiVersion that is not served',
  why: 'The API server knows the kind, and not in this version: it refuses the object. Versions go away some releases after a newer one came.',
  fix: 'write the newest apiVersion, and its fields',
  codes: ['IST0156'],
  bad: `
apiVersion: networking.istio.io/v1alpha1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart.shop.svc.cluster.local
`,
  mend: { v1alpha1: 'v1' },

  check(mesh, report) {
    for (const manifest of mesh.unserved) {
      const versions = servedVersionsOf(manifest.apiVersion, manifest.kind);
      report(manifest, ['apiVersion'], `is of '${manifest.apiVersion}', and the kind is served as ${versions.join(', ')}`);
    }
  },
};
