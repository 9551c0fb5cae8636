import { INJECT, INJECTION } from '../../../model/injection';
import { annotationsOf, labelsOf } from '../../../model/metadata';
import { DATAPLANE_MODE } from '../../../model/namespace';
import { Rule } from '../../rule';

export const injectionLabelMisplaced: Rule = {
  id: 'injection-label-misplaced',
  severity: 'warning',
  title: 'a label that decides about proxies stands where Istio does not read it',
  why: 'Istio\'s webhook reads the labels of pods and of their namespace. A label of a Deployment itself, beside the template of its pods, decides nothing; nor '
    + 'does `sidecar.istio.io/inject` at a namespace, `istio-injection` at pods, or any of them as an annotation of a namespace.',
  fix: 'put sidecar.istio.io/inject into the labels of the pod template, and istio-injection into the labels of the namespace',
  codes: ['IST0107'],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
    sidecar.istio.io/inject: "true"
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: {
    '    sidecar.istio.io/inject: "true"\n': '',
    'metadata: { labels: { app: cart } }': 'metadata: { labels: { app: cart, sidecar.istio.io/inject: "true" } }',
  },

  check(mesh, report) {
    for (const { object } of mesh.namespaces.values()) {
      if (!object) {
        continue;
      }
      const labels = labelsOf(object.manifest.json);
      if (labels[INJECT] !== undefined) {
        report(object.manifest, ['metadata', 'labels', INJECT], `has label ${INJECT}: '${labels[INJECT]}', which is read at pods alone`, {
          fix: `use the label ${INJECTION}: enabled, or put this one at the pods`,
        });
      }
      const annotations = annotationsOf(object.manifest.json);
      for (const name of [INJECTION, DATAPLANE_MODE].filter(one => annotations[one] !== undefined && labels[one] === undefined)) {
        report(object.manifest, ['metadata', 'annotations', name], `has ${name} among its annotations, and only labels are read`, { fix: 'make it a label' });
      }
    }
    const carrying = new Set(mesh.objects.carrying(name => name === INJECT || name === DATAPLANE_MODE));
    const ofNamespaces = new Set(mesh.workloadsCarrying(INJECTION));
    for (const workload of carrying.size + ofNamespaces.size === 0 ? [] : mesh.workloads) {
      const { object, podPath, labels, annotations } = workload;
      if (!carrying.has(object.manifest) && !ofNamespaces.has(workload)) {
        continue;
      }
      const own = labelsOf(object.manifest.json);
      const ofPods = podPath.length > 0;
      const isLost = (name: string) => own[name] !== undefined && labels[name] === undefined && annotations[name] === undefined;
      const lost = ofPods ? [INJECT, DATAPLANE_MODE].filter(isLost) : [];
      for (const name of lost) {
        report(object.manifest, ['metadata', 'labels', name],
          `has label ${name}: '${own[name]}', which is read at its pods and does not stand in ${podPath.join('.')}`, { fix: `put it into ${podPath.join('.')}.metadata.labels` });
      }
      if (labels[INJECTION] !== undefined) {
        report(object.manifest, [...podPath, 'metadata', 'labels', INJECTION], `has label ${INJECTION}: '${labels[INJECTION]}' at its pods, which is read at namespaces alone`, {
          fix: `use the label ${INJECT}`,
        });
      }
    }
  },
};
