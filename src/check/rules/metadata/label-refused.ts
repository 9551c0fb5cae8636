import { FieldPath } from '../../../manifests/locate';
import { DestinationRuleSpec, ServiceEntrySpec, WorkloadEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { istioLabelProblem, labelNameProblem, labelValueProblem } from '../../../model/label-syntax';
import { Mesh } from '../../../model/mesh';
import { annotationsOf, labelsOf, NO_TEXTS } from '../../../model/metadata';
import { Report, Rule } from '../../rule';

type Labels = { readonly [name: string]: string };
type Problem = (name: string, value: string) => string | undefined;

const MOST_OF_ANNOTATIONS = 256 * 1024;

export const labelRefused: Rule = {
  id: 'label-refused',
  severity: 'error',
  title: 'a label or annotation is none',
  why: 'The API server, and of Istio\'s own labels its webhook, refuses the object. Names and values of labels are up to 63 letters, digits, `-`, `_` and `.`; a domain may stand before '
    + 'a name. Values of annotations are any text, 256 KiB in all.',
  fix: 'write a shorter or simpler one, or put the value into an annotation',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  labels: { owner: cart@example.com }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'cart@example.com': 'cart-team' },

  check(mesh, report) {
    // Many objects have labels of the same names.
    const sound = new Set<string>();
    for (const manifest of mesh.objects.carrying(() => true)) {
      const labels = labelsOf(manifest.json);
      const annotations = annotationsOf(manifest.json);
      if (annotations !== NO_TEXTS || !areSound(labels, sound)) {
        checkMetadata({ labels, annotations }, ['metadata'], (path, text) => report(manifest, path, text));
      }
    }
    for (const { object: { manifest }, labels, annotations, podPath } of mesh.workloads) {
      if (podPath.length > 0 && (annotations !== NO_TEXTS || !areSound(labels, sound))) {
        checkMetadata({ labels, annotations }, [...podPath, 'metadata'], (path, text) => report(manifest, path, text));
      }
    }
    checkIstioLabels(mesh, report);
  },
};

function areSound(labels: Labels, soundNames: Set<string>): boolean {
  for (const name in labels) {
    if (!soundNames.has(name)) {
      if (labelNameProblem(name) !== undefined) {
        return false;
      }
      soundNames.add(name);
    }
    if (labelValueProblem(labels[name]) !== undefined) {
      return false;
    }
  }
  return true;
}

type Say = (path: FieldPath, text: string) => void;

function checkMetadata({ labels, annotations }: { readonly labels: Labels; readonly annotations: Labels }, path: FieldPath, say: Say): void {
  checkLabels(labels, [...path, 'labels'], say, (name, value) => labelNameProblem(name) ?? labelValueProblem(value));
  let size = 0;
  for (const name in annotations) {
    size += Buffer.byteLength(name) + Buffer.byteLength(annotations[name]);
    const problem = labelNameProblem(name.toLowerCase());
    if (problem !== undefined) {
      say([...path, 'annotations', name], `has an annotation that is none: ${problem}`);
    }
  }
  if (size > MOST_OF_ANNOTATIONS) {
    say([...path, 'annotations'], `has ${size} bytes of annotations, and may have ${MOST_OF_ANNOTATIONS}`);
  }
}

function checkLabels(labels: Labels, path: FieldPath, say: Say, problemOf: Problem): void {
  for (const name in labels) {
    const problem = problemOf(name, labels[name]);
    if (problem !== undefined) {
      say([...path, name], `has a label that is none: ${problem}`);
    }
  }
}

/** Labels that Istio reads in objects of its own. */
function checkIstioLabels(mesh: Mesh, report: Report): void {
  for (const { manifest, spec: { subsets = [] } } of mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
    subsets.forEach(({ labels = {} }, at) => checkLabels(labels, ['spec', 'subsets', at, 'labels'], (path, text) => report(manifest, path, text), istioLabelProblem));
  }
  for (const { manifest, spec: { labels = {} } } of mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry)) {
    checkLabels(labels, ['spec', 'labels'], (path, text) => report(manifest, path, text), istioLabelProblem);
  }
  for (const { manifest, spec: { metadata = {} } } of mesh.objects.of<{ readonly metadata?: { readonly labels?: Labels } }>(KINDS.workloadGroup)) {
    checkLabels(metadata.labels ?? {}, ['spec', 'metadata', 'labels'], (path, text) => report(manifest, path, text), istioLabelProblem);
  }
  for (const { manifest, spec: { endpoints = [] } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
    endpoints.forEach(({ labels = {} }, at) => checkLabels(labels, ['spec', 'endpoints', at, 'labels'], (path, text) => report(manifest, path, text), istioLabelProblem));
  }
}
