import { isObject, JsonObject } from './schema';

/** Kubernetes' syntax of names, labels and annotations, which its OpenAPI documents do not carry. */

const LABEL_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Says what is wrong with a text, or nothing. */
export type Syntax = (text: string) => string | undefined;

function syntax(what: string, pattern: RegExp, max: number): Syntax {
  return text => typeof text === 'string' && text.length <= max && pattern.test(text)
    ? undefined
    : `${JSON.stringify(text)} is not ${what} (at most ${max} characters, ${pattern.source})`;
}

export const dnsLabel = syntax('a DNS label', LABEL_1123, 63);
export const dns1035Label = syntax('a DNS-1035 label', LABEL_1035, 63);
export const dnsSubdomain = syntax('a DNS subdomain', SUBDOMAIN, 253);
export const labelValue = syntax('a label value', /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/, 63);
export const configKey = syntax('a config key', /^[-._a-zA-Z0-9]+$/, 253);
/** RBAC names are path segments, such as `system:node`. */
export const pathSegment = syntax('a path segment', /^(?!\.{1,2}$)[^/%]+$/, 253);

/** IANA_SVC_NAME: the names of container ports. */
export const portName: Syntax = name =>
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= 15 && /[a-z]/.test(name) && !name.includes('--')
    ? undefined
    : `${JSON.stringify(name)} is not a port name (at most 15 of a-z, 0-9 and single hyphens inside, with a letter)`;

/** The keys of labels and annotations: `name` or `prefix.example.com/name`. */
export const qualifiedName: Syntax = key => {
  const [name, prefix, ...more] = key.split('/').reverse();
  const valid = QUALIFIED.test(name) && name.length <= 63 && more.length === 0 && (prefix === undefined || dnsSubdomain(prefix) === undefined);
  return valid ? undefined : `${JSON.stringify(key)} is not a qualified name (name of at most 63 characters, with an optional DNS prefix and "/")`;
};

/** Kinds whose names follow another syntax than that of a subdomain. */
const NAME_SYNTAX: Record<string, Syntax> = {
  'v1/Namespace': dnsLabel,
  // Kubernetes 1.36 lets a Service begin with a digit; the releases before it, which Istio supports too, do not.
  'v1/Service': dns1035Label,
  'apps/v1/StatefulSet': dnsLabel,
  'rbac.authorization.k8s.io/v1/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/v1/Role': pathSegment,
  'rbac.authorization.k8s.io/v1/RoleBinding': pathSegment,
};

const MAX_ANNOTATIONS = 256 * 1024;

/** What the API server asks of the metadata of any object. */
export function checkMetadata(apiVersion: string, kind: string, metadata: JsonObject): string[] {
  const problems: string[] = [];
  const add = (path: string, problem: string | undefined) => problem && problems.push(`${path}: ${problem}`);

  if (metadata.name !== undefined) {
    add('metadata.name', (NAME_SYNTAX[`${apiVersion}/${kind}`] ?? dnsSubdomain)(metadata.name));
  } else if (metadata.generateName === undefined) {
    add('metadata.name', 'required');
  }
  if (metadata.namespace !== undefined) {
    add('metadata.namespace', dnsLabel(metadata.namespace));
  }
  problems.push(...checkLabels('metadata.labels', metadata.labels), ...checkAnnotations('metadata.annotations', metadata.annotations));
  return problems;
}

export function checkLabels(path: string, labels: unknown): string[] {
  return entries(labels).flatMap(([key, value]) => [qualifiedName(key), labelValue(value)]
    .filter(problem => problem !== undefined)
    .map(problem => `${path}[${JSON.stringify(key)}]: ${problem}`));
}

export function checkAnnotations(path: string, annotations: unknown): string[] {
  const pairs = entries(annotations);
  const size = pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return [
    ...pairs.flatMap(([key]) => qualifiedName(key.toLowerCase()) ? [`${path}[${JSON.stringify(key)}]: ${qualifiedName(key)}`] : []),
    ...size > MAX_ANNOTATIONS ? [`${path}: ${size} bytes, at most ${MAX_ANNOTATIONS}`] : [],
  ];
}

function entries(map: unknown): [string, string][] {
  return isObject(map) ? Object.entries(map) : [];
}
