import { annotated } from '../../../model/annotated';
import { annotationProblem } from '../../../model/annotation-values';
import { isInjected } from '../../../model/injection';
import { Rule } from '../../rule';

export const annotationValueInvalid: Rule = {
  id: 'annotation-value-invalid',
  severity: 'error',
  title: 'an annotation of pods has a value that the injector refuses',
  why: 'The injector checks the annotations before it adds a proxy, and refuses the pod when one of them is wrong: the webhook answers with an error, and a '
    + 'Deployment or the like creates no pods. Blanks between CIDR ranges are wrong too.',
  fix: 'correct the value',
  codes: ['IST0125'],
  bad: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8, 192.0.2.1" }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { '10.0.0.0/8, 192.0.2.1': '10.0.0.0/8,192.0.2.1/32' },

  check(mesh, report) {
    for (const { manifest, path, annotations, kind, workload } of annotated(mesh)) {
      if (kind !== 'Pod' || !workload || isInjected(workload, mesh.namespaces.get(workload.namespace)) === false) {
        continue;
      }
      for (const [name, value] of annotations) {
        const problem = annotationProblem(name, String(value), mesh.istioMinor);
        if (problem !== undefined) {
          report(manifest, [...path, name], `has '${value}' in annotation ${name}, which ${problem}`);
        }
      }
    }
  },
};
