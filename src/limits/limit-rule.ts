import { IConstruct } from 'constructs';
import { RateLimitKey } from './rate-limit-key';
import { LimitedRequests } from './rate-limit-scope';
import { hostHeaders, requestHeaders } from './request-headers';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkAtLeast } from '../core/values';
import { RouteMatch } from '../routing/route-match';

/** Envoy and the rate limit service count in 32 bits. */
const MOST = 4294967295;
/** The descriptor entry that each limit begins with. */
const LIMIT = 'limit';

/** What local and global limits have in common. */
export interface LimitRule {
  readonly name: string;
  readonly requests: number;
  readonly match?: RouteMatch[];
  readonly by?: RateLimitKey[];
  readonly quotas?: readonly { readonly value: string; readonly requests: number }[];
}

/** One entry of a descriptor; without a value it stands for each. */
export interface Entry {
  readonly key: string;
  readonly value?: string;
}

/** Checks a limit, beside those that its owner has already. */
export function checkRule(scope: IConstruct, rule: LimitRule, others: readonly LimitRule[]): void {
  const what = `limit ${show(rule.name)}`;
  if (!/^[a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?$/i.test(rule.name)) {
    fail(scope, `${what} has no name that a count can have: use at most 63 letters, digits and '-_.', beginning and ending with a letter or digit`);
  }
  if (others.some(({ name }) => name === rule.name)) {
    fail(scope, `has two limits ${show(rule.name)}, which would be one count: give each a name of its own`);
  }
  checkRequests(scope, what, rule.requests);
  const keys = rule.by ?? [];
  if (rule.by?.length === 0) {
    fail(scope, `${what} counts by an empty list, which would be all requests together: leave it out if that is meant, or give at least one key`);
  }
  keys.forEach(key => key._check(scope));
  const twice = keys.find((key, index) => keys.findIndex(other => other._key === key._key) !== index);
  if (twice) {
    fail(scope, `${what} counts by '${twice._key}' twice: name each key once`);
  }
  const quotas = rule.quotas ?? [];
  if (quotas.length > 0 && keys.length !== 1) {
    fail(scope, `${what} has quotas and counts by ${keys.length === 0 ? 'no key' : `${keys.length} keys`}: quotas are for values of just one`);
  }
  const values = quotas.map(({ value }) => keys[0]._valueOf(scope, value));
  const again = values.find((value, index) => values.indexOf(value) !== index);
  if (again !== undefined) {
    fail(scope, `${what} has two quotas for ${show(again)}: give each value one`);
  }
  quotas.forEach(({ value, requests }) => checkRequests(scope, `quota of ${show(value)} in ${what}`, requests));
  requestHeaders(scope, what, rule.match);
}

export function checkRequests(scope: IConstruct, what: string, requests: number): number {
  checkAtLeast(scope, `${what}: requests`, requests, 1);
  if (requests > MOST) {
    fail(scope, `${what}: requests ${requests} is more than can be counted: use at most ${MOST}`);
  }
  return requests;
}

/** Checks that a key can be asked where requests are counted. */
export function checkPlace(scope: IConstruct, { name, by }: LimitRule, { gateway, what }: LimitedRequests): void {
  const key = gateway && by?.find(({ _ofMesh }) => _ofMesh);
  if (key) {
    fail(scope, `limit ${show(name)} counts by identities of the mesh at ${what}, a gateway, whose clients have none: use RateLimitKey.jwtClaim, header or clientAddress`);
  }
}

/** The descriptors that a proxy makes of a request (`rate_limits`). */
export function actionsOf(scope: IConstruct, { name, match, by = [] }: LimitRule, hosts: readonly string[]): Json[] {
  return requestHeaders(scope, `limit ${show(name)}`, match).map(headers => {
    const asked = [...hostHeaders(hosts), ...headers];
    const first = asked.length === 0
      ? { generic_key: { descriptor_key: LIMIT, descriptor_value: name } }
      : { header_value_match: { descriptor_key: LIMIT, descriptor_value: name, headers: asked } };
    return { actions: [first, ...by.map(({ _action }) => _action)] };
  });
}

/** The descriptor of a limit; of one quota where `value` says of which. */
export function entriesOf(scope: IConstruct, { name, by = [] }: LimitRule, value?: string): Entry[] {
  return [{ key: LIMIT, value: name }, ...by.map(key => ({ key: key._key, ...(value === undefined ? {} : { value: key._valueOf(scope, value) }) }))];
}
