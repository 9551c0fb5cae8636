import { own } from '../../../core/own';
import { annotated, keepsAnnotations } from '../../../model/annotated';
import { ANNOTATIONS } from '../../../model/annotation-table';
import { Rule } from '../../rule';

/** Written by Istio itself, wherever it likes. */
const WRITTEN = new Set(['istio.io/rev', 'sidecar.istio.io/status', 'gateway.istio.io/controller-version']);

export const annotationMisplaced: Rule = {
  id: 'annotation-misplaced',
  severity: 'warning',
  title: 'an annotation stands at an object where Istio does not read it',
  why: 'Most of Istio\'s annotations are read at pods. At a Deployment itself, beside the template of its pods, at a Service or at a namespace they have no effect, '
    + 'and nothing says so.',
  fix: 'move the annotation to where it is read',
  codes: ['IST0107'],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
  annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: "5432" }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: {
    '  annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: "5432" }\n': '',
    'metadata: { labels: { app: cart } }': 'metadata: { labels: { app: cart }, annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: "5432" } }',
  },

  check(mesh, report) {
    for (const { manifest, path, kind, annotations, workload } of annotated(mesh)) {
      const atPods = path.length > 2;
      if (!atPods && !keepsAnnotations(manifest)) {
        continue;
      }
      for (const [name] of annotations) {
        const on = own(ANNOTATIONS, name)?.on;
        if (!on || on.includes('Any') || on.includes(kind) || WRITTEN.has(name)) {
          continue;
        }
        // At both is once too often, and does no harm.
        const template = !atPods && workload && on.includes('Pod') ? workload.podPath : undefined;
        if (template && workload!.annotations[name] !== undefined) {
          continue;
        }
        report(manifest, [...path, name], `has annotation '${name}'${atPods ? ' at its pods' : ''}, which is read at ${on.join(', ')} alone`, template && {
          fix: `put it into ${template.join('.')}.metadata.annotations`,
        });
      }
    }
  },
};
