import { Labels } from '../../../core/labels';
import { isObject, JsonObject, Manifest } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { LabelSelector } from '../../../model/gateway-api-specs';
import { INJECT, INJECTION, REVISION } from '../../../model/injection';
import { chooses } from '../../../model/label-selector';
import { fieldOf } from '../../../model/mesh-config-shape';
import { labelsOf } from '../../../model/metadata';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const injectorsOverlap: Rule = {
  id: 'injectors-overlap',
  severity: 'warning',
  title: 'two webhooks of Istio inject the same pods',
  why: 'The API server calls both for each of these pods, and the second one changes what the first has injected: which control plane a proxy belongs to depends on the names '
    + 'of the webhooks.',
  fix: 'choose other namespaces or pods in one of them (namespaceSelector, objectSelector), or give one installation a revision',
  codes: ['IST0139'],
  bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
  - name: namespace.sidecar-injector.istio.io
    clientConfig: { service: { name: istiod, namespace: istio-system } }
    namespaceSelector: { matchLabels: { istio-injection: enabled } }
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector-canary }
webhooks:
  - name: namespace.sidecar-injector.istio.io
    clientConfig: { service: { name: istiod-canary, namespace: istio-system } }
    namespaceSelector:
      matchLabels: { istio-injection: enabled } # and the revision?
`,
  mend: { '{ istio-injection: enabled } # and the revision?': '{ istio.io/rev: canary }\n      matchExpressions: [{ key: istio-injection, operator: DoesNotExist }]' },

  check(mesh, report) {
    const injectors = mesh.objects.ofKinds(kind => kind.endsWith('MutatingWebhookConfiguration')).flatMap(injectorsOf);
    const revisions = [...new Set(injectors.flatMap(({ selectors }) => selectors.flatMap(revisionsOf)))].slice(0, MOST);
    const namespaces = combinations(INJECTION, ['enabled', 'disabled'], revisions);
    const pods = combinations(INJECT, ['true', 'false'], revisions);
    const said = new Set<Injector>();
    for (const namespace of namespaces) {
      const called = injectors.filter(({ selectors: [ofNamespace] }) => chooses(ofNamespace, namespace));
      for (const pod of called.length > 1 ? pods : []) {
        const both = called.filter(({ selectors: [, ofPod] }) => chooses(ofPod, pod));
        for (const one of both.length > 1 ? both.filter(injector => !said.has(injector)) : []) {
          said.add(one);
          const other = both.find(injector => injector !== one)!;
          report(one.manifest, ['webhooks', one.at], `has webhook '${one.name}' for ${textOf(pod, 'pods')} of ${textOf(namespace, 'namespaces')}, which webhook '${other.name}' of `
            + `'${other.manifest.name}' injects too`, { others: other.manifest === one.manifest ? [] : [other.manifest] });
        }
      }
    }
  },
};

/** A webhook that injects proxies. */
interface Injector {
  readonly manifest: Manifest;
  readonly at: number;
  readonly name: string;
  /** Of namespaces, and of pods. */
  readonly selectors: readonly [LabelSelector, LabelSelector];
}

/** So many installations nobody has. */
const MOST = 20;

function injectorsOf(manifest: Manifest): Injector[] {
  const { kind, json } = manifest;
  const hooks = kind === 'MutatingWebhookConfiguration' && Array.isArray(json.webhooks) ? json.webhooks as readonly unknown[] : [];
  const revised = labelsOf(json)[REVISION] !== undefined;
  return hooks.flatMap((hook, at) => {
    const name = asText(fieldOf(hook, 'name'));
    return isObject(hook) && (revised || name.endsWith('istio.io'))
      ? [{ manifest, at, name, selectors: [selectorOf(hook, 'namespaceSelector'), selectorOf(hook, 'objectSelector')] }] : [];
  });
}

/** Without one, all are chosen. */
function selectorOf(hook: JsonObject, field: string): LabelSelector {
  const { matchLabels, matchExpressions } = isObject(hook[field]) ? hook[field] : {} as JsonObject;
  return {
    matchLabels: isObject(matchLabels) ? matchLabels as Labels : {},
    matchExpressions: (Array.isArray(matchExpressions) ? matchExpressions.filter(isObject) : [])
      .map(({ values, ...rest }) => ({ ...rest, values: Array.isArray(values) ? values.map(asText) : [] })),
  };
}

function revisionsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] {
  const { [REVISION]: revision } = matchLabels;
  return [...revision === undefined ? [] : [revision], ...matchExpressions.flatMap(({ key, values = [] }) => key === REVISION ? values : [])];
}

/** The labels that installations tell apart: one of some values or none, with one of some revisions or none. */
function combinations(label: string, values: readonly string[], revisions: readonly string[]): readonly Labels[] {
  const plain: Labels[] = [{}, ...values.map(value => ({ [label]: value }))];
  return [...plain, ...revisions.flatMap(revision => plain.map(labels => ({ ...labels, [REVISION]: revision })))];
}

function textOf(labels: Labels, what: string): string {
  return Object.keys(labels).length === 0 ? `${what} without such labels` : `${what} with ${labelText(labels)}`;
}
