import { Entity } from './entity';
import { remembered } from './remembered';
import { AuthorizationPolicySpec, PolicyOperation, PolicyRule, PolicySource } from './specs';
import { FieldPath } from '../manifests/locate';

/** What values of an AuthorizationPolicy are held against; conditions are counted to the field that asks for the same. */
export type PolicyAttribute =
  | 'principals' | 'requestPrincipals' | 'namespaces' | 'serviceAccounts' | 'trustDomains' | 'ipBlocks' | 'remoteIpBlocks'
  | 'hosts' | 'ports' | 'methods' | 'paths' | 'headers' | 'destinationIps' | 'audiences' | 'presenters' | 'claims' | 'sni' | 'filters';

/** Values that stand together in a policy. */
export interface PolicyValues {
  /** Undefined for a condition that Istio does not know. */
  readonly attribute?: PolicyAttribute;
  /** Whether requests are meant that have none of them. */
  readonly negated: boolean;
  readonly values: readonly string[];
  readonly path: FieldPath;
  /** The rule's place. */
  readonly rule: number;
}

const SOURCE: readonly (readonly [keyof PolicySource, PolicyAttribute, boolean])[] = [
  ['principals', 'principals', false], ['notPrincipals', 'principals', true],
  ['requestPrincipals', 'requestPrincipals', false], ['notRequestPrincipals', 'requestPrincipals', true],
  ['namespaces', 'namespaces', false], ['notNamespaces', 'namespaces', true],
  ['serviceAccounts', 'serviceAccounts', false], ['notServiceAccounts', 'serviceAccounts', true],
  ['trustDomains', 'trustDomains', false], ['notTrustDomains', 'trustDomains', true],
  ['ipBlocks', 'ipBlocks', false], ['notIpBlocks', 'ipBlocks', true],
  ['remoteIpBlocks', 'remoteIpBlocks', false], ['notRemoteIpBlocks', 'remoteIpBlocks', true],
];

const OPERATION: readonly (readonly [keyof PolicyOperation, PolicyAttribute, boolean])[] = [
  ['hosts', 'hosts', false], ['notHosts', 'hosts', true], ['ports', 'ports', false], ['notPorts', 'ports', true],
  ['methods', 'methods', false], ['notMethods', 'methods', true], ['paths', 'paths', false], ['notPaths', 'paths', true],
];

const CONDITIONS = new Map<string, PolicyAttribute>([
  ['source.ip', 'ipBlocks'], ['remote.ip', 'remoteIpBlocks'], ['source.namespace', 'namespaces'], ['source.principal', 'principals'],
  ['source.serviceAccount', 'serviceAccounts'], ['source.trustDomain', 'trustDomains'], ['request.auth.principal', 'requestPrincipals'],
  ['request.auth.audiences', 'audiences'], ['request.auth.presenter', 'presenters'], ['destination.ip', 'destinationIps'],
  ['destination.port', 'ports'], ['connection.sni', 'sni'],
]);

const CONDITION_PREFIXES: readonly (readonly [string, PolicyAttribute])[] = [
  ['request.headers', 'headers'], ['request.auth.claims', 'claims'], ['experimental.envoy.filters.', 'filters'],
];

/** Attributes that only a request of HTTP has. */
export const HTTP_ATTRIBUTES: ReadonlySet<PolicyAttribute | undefined> = new Set([
  'hosts', 'methods', 'paths', 'headers', 'requestPrincipals', 'audiences', 'presenters', 'claims',
]);

/** Attributes that come from a token. */
export const TOKEN_ATTRIBUTES: ReadonlySet<PolicyAttribute | undefined> = new Set(['requestPrincipals', 'audiences', 'presenters', 'claims']);

/** Attributes that come from the certificate of a client of the mesh. */
export const IDENTITY_ATTRIBUTES: ReadonlySet<PolicyAttribute | undefined> = new Set(['principals', 'namespaces', 'serviceAccounts', 'trustDomains']);

/** What a condition asks for; nothing if Istio does not know it. */
export function attributeOfCondition(key: string): PolicyAttribute | undefined {
  return CONDITIONS.get(key) ?? CONDITION_PREFIXES.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** What a policy does with the requests that it means. */
export function actionOf({ spec: { action = 'ALLOW' } }: Entity<AuthorizationPolicySpec>): string {
  return action;
}

/** All values of a policy, in their order. */
export const valuesOf = remembered(({ spec: { rules = [] } }: Entity<AuthorizationPolicySpec>): readonly PolicyValues[] => {
  return rules.flatMap(valuesOfRule);
});

/** All values of a rule that stands at a place of its policy. */
export function valuesOfRule(rule: PolicyRule, at: number): readonly PolicyValues[] {
  const found: PolicyValues[] = [];
  const path = ['spec', 'rules', at];
  const add = (attribute: PolicyAttribute | undefined, negated: boolean, values: readonly string[] | undefined, where: FieldPath) => {
    if (values && values.length > 0) {
      found.push({ attribute, negated, values, path: where, rule: at });
    }
  };
  (rule.from ?? []).forEach(({ source = {} }, index) => SOURCE.forEach(([field, attribute, negated]) =>
    add(attribute, negated, source[field], [...path, 'from', index, 'source', field])));
  (rule.to ?? []).forEach(({ operation = {} }, index) => OPERATION.forEach(([field, attribute, negated]) =>
    add(attribute, negated, operation[field], [...path, 'to', index, 'operation', field])));
  (rule.when ?? []).forEach(({ key = '', values, notValues }, index) => {
    const attribute = attributeOfCondition(key);
    add(attribute, false, values, [...path, 'when', index, 'values']);
    add(attribute, true, notValues, [...path, 'when', index, 'notValues']);
  });
  return found;
}

/** The numbers of ports that a rule is restricted to; undefined if it holds for all, or for all but some. */
export function portsOfRule({ to = [], when = [] }: PolicyRule): readonly number[] | undefined {
  const condition = when.find(({ key, values = [] }) => key === 'destination.port' && values.length > 0)?.values;
  const operations = to.map(({ operation = {} }) => operation.ports ?? []);
  const named = operations.length > 0 && operations.every(ports => ports.length > 0) ? operations.flat() : condition;
  return named?.map(Number);
}
