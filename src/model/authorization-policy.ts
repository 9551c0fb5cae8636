import { Entity } from './entity';
import { AuthorizationPolicySpec, PolicyOperation, PolicyRule, PolicySource } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { remembered } from './remembered';
import { grouped } from '../core/grouped';
import { FieldPath } from '../manifests/locate';

/** What values of an AuthorizationPolicy are held against; conditions are counted to the field that asks for the same. */
export type PolicyAttribute =
  | 'principals' | 'requestPrincipals' | 'namespaces' | 'serviceAccounts' | 'trustDomains' | 'ipBlocks' | 'remoteIpBlocks'
  | 'hosts' | 'ports' | 'methods' | 'paths' | 'headers' | 'destinationIps' | 'audiences' | 'presenters' | 'claims' | 'sni' | 'filters';

/** Values that stand together in a rule of a policy. */
export class PolicyValues {
  constructor(
    public readonly policy: Entity<AuthorizationPolicySpec>,
    /** Undefined for a condition that Istio does not know. */
    public readonly attribute: PolicyAttribute | undefined,
    /** Whether requests are meant that have none of them. */
    public readonly negated: boolean,
    public readonly values: readonly string[],
    /** The rule's place. */
    public readonly rule: number,
    private readonly list: 'from' | 'to' | 'when',
    private readonly at: number,
    /** The name of the field that has them. */
    public readonly field: string,
  ) {}

  /** Where they stand. */
  public get path(): FieldPath {
    const part = ['spec', 'rules', this.rule, this.list, this.at];
    return this.list === 'when' ? [...part, this.field] : [...part, this.list === 'from' ? 'source' : 'operation', this.field];
  }
}

/** A field of values, and its place among the others. */
interface Field<Part> {
  readonly name: keyof Part;
  readonly attribute: PolicyAttribute;
  readonly negated: boolean;
  readonly place: number;
}

type Fields<Part> = ReadonlyMap<string, Field<Part>>;

const SOURCE = fieldsOf<PolicySource>([
  ['principals', 'principals', false], ['notPrincipals', 'principals', true],
  ['requestPrincipals', 'requestPrincipals', false], ['notRequestPrincipals', 'requestPrincipals', true],
  ['namespaces', 'namespaces', false], ['notNamespaces', 'namespaces', true],
  ['serviceAccounts', 'serviceAccounts', false], ['notServiceAccounts', 'serviceAccounts', true],
  ['trustDomains', 'trustDomains', false], ['notTrustDomains', 'trustDomains', true],
  ['ipBlocks', 'ipBlocks', false], ['notIpBlocks', 'ipBlocks', true],
  ['remoteIpBlocks', 'remoteIpBlocks', false], ['notRemoteIpBlocks', 'remoteIpBlocks', true],
]);

const OPERATION = fieldsOf<PolicyOperation>([
  ['hosts', 'hosts', false], ['notHosts', 'hosts', true], ['ports', 'ports', false], ['notPorts', 'ports', true],
  ['methods', 'methods', false], ['notMethods', 'methods', true], ['paths', 'paths', false], ['notPaths', 'paths', true],
]);

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

/** Policies that do not only allow requests because nothing else is said. */
export function policiesWithAction(mesh: Mesh): readonly Entity<AuthorizationPolicySpec>[] {
  return mesh.once('policies with an action', () => mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy).filter(({ spec }) => spec.action !== undefined));
}

/** All values of a policy, in their order. */
export const valuesOf = remembered((policy: Entity<AuthorizationPolicySpec>): readonly PolicyValues[] => {
  const found: PolicyValues[] = [];
  addAll(found, policy);
  return found;
});

function addAll(found: PolicyValues[], policy: Entity<AuthorizationPolicySpec>): void {
  const { rules = [] } = policy.spec;
  for (let rule = 0; rule < rules.length; rule++) {
    const { from = [], to = [], when } = rules[rule];
    for (let at = 0; at < from.length; at++) {
      addValues(found, policy, SOURCE, from[at].source, rule, 'from', at);
    }
    for (let at = 0; at < to.length; at++) {
      addValues(found, policy, OPERATION, to[at].operation, rule, 'to', at);
    }
    when?.forEach(({ key = '', values = [], notValues = [] }, at) => {
      const attribute = attributeOfCondition(key);
      if (values.length > 0) {
        found.push(new PolicyValues(policy, attribute, false, values, rule, 'when', at, 'values'));
      }
      if (notValues.length > 0) {
        found.push(new PolicyValues(policy, attribute, true, notValues, rule, 'when', at, 'notValues'));
      }
    });
  }
}

/** All values of all policies that are held against one of some attributes, in their order. */
export function valuesFor(mesh: Mesh, ...attributes: readonly (PolicyAttribute | undefined)[]): readonly PolicyValues[] {
  const { all, byAttribute } = mesh.once('values of policies', () => {
    const values: PolicyValues[] = [];
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      addAll(values, policy);
    }
    return { all: values, byAttribute: grouped(values, ({ attribute }) => attribute) };
  });
  const [first, ...others] = attributes.filter(attribute => byAttribute.has(attribute));
  if (others.length > 0) {
    return all.filter(({ attribute }) => attribute === first || others.includes(attribute));
  }
  return first === undefined ? [] : byAttribute.get(first) ?? [];
}

/** The numbers of ports that a rule is restricted to; undefined if it holds for all, or for all but some. */
export function portsOfRule({ to = [], when = [] }: PolicyRule): readonly number[] | undefined {
  const condition = when.find(({ key, values = [] }) => key === 'destination.port' && values.length > 0)?.values;
  const operations = to.map(({ operation = {} }) => operation.ports ?? []);
  const named = operations.length > 0 && operations.every(ports => ports.length > 0) ? operations.flat() : condition;
  return named?.map(Number);
}

function fieldsOf<Part>(fields: readonly (readonly [keyof Part & string, PolicyAttribute, boolean])[]): Fields<Part> {
  return new Map(fields.map(([name, attribute, negated], place) => [name, { name, attribute, negated, place }]));
}

/** Adds what the fields of a source or an operation have, in the order of the table. */
function addValues<Part extends PolicySource | PolicyOperation>(
  found: PolicyValues[], policy: Entity<AuthorizationPolicySpec>, fields: Fields<Part>, part: Part | undefined, rule: number, list: 'from' | 'to', at: number,
): void {
  const before = found.length;
  for (const name in part) {
    const known = fields.get(name);
    const values = known && part![known.name] as readonly string[] | undefined;
    if (values !== undefined && values.length > 0) {
      found.push(new PolicyValues(policy, known!.attribute, known!.negated, values, rule, list, at, name));
    }
  }
  if (found.length > before + 1) {
    const added = found.splice(before).sort((a, b) => fields.get(a.field)!.place - fields.get(b.field)!.place);
    found.push(...added);
  }
}
