import { Rule } from '../../../src/check/rule';
import { MeshOptions } from '../../../src/model/options';
import { findingsIn } from '../fixtures';

type Texts = { readonly [name: string]: string };

const document = (json: unknown) => `\n---\n${JSON.stringify(json)}\n`;

/** Any object. */
export const object = (apiVersion: string, kind: string, name: string, rest: object = {}, metadata: object = {}) =>
  document({ apiVersion, kind, metadata: { name, namespace: 'shop', ...metadata }, ...rest });

/** A namespace with labels. */
export const namespace = (labels: Texts = {}, name = 'shop', annotations?: Texts) =>
  document({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, annotations } });

/** The namespace 'shop', in the mesh. */
export const INJECTED = namespace({ 'istio-injection': 'enabled' });

const template = (labels: Texts, annotations: Texts | undefined, spec: object) =>
  ({ metadata: { labels, annotations }, spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1' }], ...spec } });

export interface PodText {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly spec?: object;
  readonly metadata?: object;
  readonly rest?: object;
}

/** A pod of the namespace 'shop'. */
export const pod = (name: string, { labels = { app: name }, annotations, spec = {}, metadata = {}, rest = {} }: PodText = {}) => {
  const { metadata: own, spec: described } = template(labels, annotations, spec);
  return object('v1', 'Pod', name, { spec: described, ...rest }, { ...own, ...metadata });
};

/** A Deployment, or another object that makes pods, of the namespace 'shop'. */
export const deployment = (name: string, { labels = { app: name }, annotations, spec = {}, metadata = {}, rest = {} }: PodText = {}, kind = 'Deployment') =>
  object('apps/v1', kind, name, { spec: { selector: { matchLabels: labels }, template: template(labels, annotations, spec), ...rest } }, metadata);

/** A Job. */
export const job = (name: string, { labels = { app: name }, annotations, spec = {} }: PodText = {}) =>
  object('batch/v1', 'Job', name, { spec: { template: template(labels, annotations, spec) } });

/** A Service of the namespace 'shop' for pods that are called like it. */
export const service = (name: string, ports: readonly object[] = [{ name: 'http', port: 80 }], spec: object = {}) =>
  object('v1', 'Service', name, { spec: { selector: { app: name }, ports, ...spec } });

/** What a rule finds, without its name. */
export const finder = (rule: Rule) => (yaml: readonly string[], options?: MeshOptions) =>
  findingsIn(yaml.join(''), [rule], options).map(text => text.slice(rule.id.length + 2));
