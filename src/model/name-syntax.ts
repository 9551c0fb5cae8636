import { KindKey, KINDS } from './kinds';
import { DNS_LABEL, DNS_SUBDOMAIN } from '../core/dns-names';

/** What names of objects of a kind may be. */
interface NameSyntax {
  readonly what: string;
  readonly pattern: RegExp;
  readonly most: number;
}

const SUBDOMAIN: NameSyntax = {
  what: 'lower-case letters, digits, \'-\' and \'.\', with a letter or digit at the beginning and end of each part',
  pattern: DNS_SUBDOMAIN,
  most: 253,
};
const LABEL: NameSyntax = {
  what: 'lower-case letters, digits and \'-\', with a letter or digit at the beginning and end',
  pattern: DNS_LABEL,
  most: 63,
};
/** Roles have names such as system:node, and of others nobody looks at the name. */
const SEGMENT: NameSyntax = { what: 'anything without \'/\' and \'%\'', pattern: /^(?!\.\.?$)[^/%]+$/, most: Infinity };

const SYNTAX: { readonly [kind: KindKey]: NameSyntax } = {
  [KINDS.namespace]: LABEL,
  [KINDS.service]: LABEL,
  [KINDS.statefulSet]: LABEL,
  // The name becomes a label of its pods.
  [KINDS.job]: { ...SUBDOMAIN, most: 63 },
  // The names of its jobs have eleven characters more.
  [KINDS.cronJob]: { ...SUBDOMAIN, most: 52 },
  'policy/PodDisruptionBudget': SEGMENT,
  'rbac.authorization.k8s.io/Role': SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': SEGMENT,
};

/** What Kubernetes has against the name of an object of a kind; nothing if it takes it. */
export function objectNameProblem(kind: KindKey, name: string): string | undefined {
  const { what, pattern, most } = Object.hasOwn(SYNTAX, kind) ? SYNTAX[kind] : SUBDOMAIN;
  return name.length > most ? `has ${name.length} characters, and may have ${most}` : pattern.test(name) ? undefined : `may have ${what}`;
}

const PLAIN = /^[a-z][-a-z0-9]{0,50}[a-z0-9]$/;

/** Whether a name is one for objects of any kind, as nearly all are. */
export function isPlainName(name: string): boolean {
  return PLAIN.test(name);
}

/** What Kubernetes puts behind a generateName, which it cuts off for it. */
const GENERATED = 'x7k2p';
const MOST_GENERATED = 63 - GENERATED.length;

/** A name as Kubernetes generates it. */
export function generatedName(generateName: string): string {
  return `${generateName.slice(0, MOST_GENERATED)}${GENERATED}`;
}

/** Whether a name is one of a namespace. */
export function isNamespaceName(name: string): boolean {
  return objectNameProblem(KINDS.namespace, name) === undefined;
}
