import { FieldPath } from '../../../manifests/locate';
import { Manifest } from '../../../manifests/manifest';
import { annotated } from '../../../model/annotated';
import { NAMES_SINCE } from '../../../model/annotation-versions';
import { labelled } from '../../../model/labelled';
import { Rule } from '../../rule';

export const annotationNewerThanIstio: Rule = {
  id: 'annotation-newer-than-istio',
  severity: 'warning',
  title: 'an annotation or a label that a newer version of Istio reads first',
  why: 'Judged by the version that was given with `--istio-version`. An older control plane does not look for the name: what it should do does not happen, and nothing says so.',
  fix: 'leave it out, or update Istio first',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { istio.io/reroute-virtual-interfaces: net1 }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'istio.io/reroute-virtual-interfaces': 'traffic.sidecar.istio.io/kubevirtInterfaces' },
  exampleOptions: { istioVersion: '1.24' },

  check(mesh, report) {
    const newer = Object.entries(NAMES_SINCE).filter(([, since]) => since > mesh.istioMinor);
    if (newer.length === 0) {
      return;
    }
    const since = new Map(newer);
    const tell = (manifest: Manifest, path: FieldPath, what: string, name: string) => {
      const version = `1.${since.get(name)}`;
      report(manifest, [...path, name], `has ${what} ${name}, which Istio 1.${mesh.istioMinor} does not read: it came with ${version}`, {
        fix: `leave it out, or update Istio to ${version} first`,
      });
    };
    for (const { manifest, path, annotations, derived } of annotated(mesh)) {
      annotations.filter(([name]) => !derived && since.has(name)).forEach(([name]) => tell(manifest, path, 'annotation', name));
    }
    for (const { manifest, path, labels } of labelled(mesh)) {
      Object.keys(labels).filter(name => since.has(name)).forEach(name => tell(manifest, path, 'label', name));
    }
  },
};
