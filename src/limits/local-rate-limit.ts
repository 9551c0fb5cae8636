import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { actionsOf, checkPlace, checkRequests, checkRule, entriesOf } from './limit-rule';
import { LOCAL_FIRST, routerPatches, seconds } from './patches';
import { RateLimitKey } from './rate-limit-key';
import { LimitedRequests, RateLimitScope } from './rate-limit-scope';
import { typed, writeEnvoyFilter } from '../core/envoy-filter';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkAtLeast, checkDnsSubdomain } from '../core/values';
import { RouteMatch } from '../routing/route-match';

/** Envoy refuses buckets that are filled more often. */
const SHORTEST_FILL_MS = 50;
/** What Envoy knows of those that it does not turn into 429 (`envoy.type.v3.StatusCode`). */
const STATUSES = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429, 431,
  500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
];

/**
 * What one value of a key may do, where it differs from the others.
 */
export interface LocalQuota {
  /**
   * The value: of a header its text, of `RateLimitKey.clientIdentity()` the caller's principal.
   */
  readonly value: string;

  /**
   * So many requests, each time that `per` passes. At least 1.
   */
  readonly requests: number;

  /**
   * The time that it takes to earn them.
   *
   * @default - that of the limit
   */
  readonly per?: Duration;

  /**
   * So many requests at once after a rest.
   *
   * @default - the same as `requests`
   */
  readonly burst?: number;
}

/**
 * How many requests a proxy lets through. It is a bucket of tokens: full at first, each request takes one, and they come back at an even pace.
 */
export interface LocalLimit {
  /**
   * The name of the limit, by which counts are told apart.
   */
  readonly name: string;

  /**
   * So many requests, each time that `per` passes (`token_bucket.tokens_per_fill`). At least 1.
   */
  readonly requests: number;

  /**
   * The time that it takes to earn them (`token_bucket.fill_interval`). At least 50 ms.
   */
  readonly per: Duration;

  /**
   * So many requests at once after a rest (`token_bucket.max_tokens`). At least 1.
   *
   * @default - the same as `requests`
   */
  readonly burst?: number;

  /**
   * Which requests count: those that meet one of the matches, which must exclude each other.
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * By what clients are told apart: each combination of values has a bucket of its own. Requests without one of the values are not counted.
   *
   * @default - one bucket for all
   */
  readonly by?: RateLimitKey[];

  /**
   * Values of the one key in `by` that may do more or less than the others.
   *
   * @default - none
   */
  readonly quotas?: LocalQuota[];
}

/**
 * Rate limits that each proxy keeps by itself.
 */
export interface LocalRateLimitProps {
  /**
   * Whose requests count.
   */
  readonly scope: RateLimitScope;

  /**
   * The limits, at least one, here or by `addLimit`. A request must keep within all that it meets.
   *
   * @default - those of `addLimit`
   */
  readonly limits?: LocalLimit[];

  /**
   * The status of a refusal, 400 to 511 (`status`). gRPC callers get RESOURCE_EXHAUSTED.
   *
   * @default 429
   */
  readonly status?: number;

  /**
   * Whether answers tell the client its limit (the burst), what is left and in how many seconds there is more: `x-ratelimit-limit`,
   * `x-ratelimit-remaining` and
   * `x-ratelimit-reset`, on refusals `retry-after` too, where the
   * proxy knows how.
   *
   * @default - true, false with `shadow`
   */
  readonly headers?: boolean;

  /**
   * Whether requests are counted and none is refused, to try limits first (`filter_enforced`). What would be refused is counted in the proxy's
   * `NAME.http_local_rate_limit.rate_limited`. Limits that refuse and one in shadow may stand side by side.
   *
   * @default false
   */
  readonly shadow?: boolean;

  /**
   * How many values of `by` a proxy keeps a bucket for, for each limit; the one that was not seen for longest is forgotten, and then has a full
   * bucket again (`max_dynamic_descriptors`).
   *
   * @default 10000
   */
  readonly trackedValues?: number;

  /**
   * The name of the EnvoyFilter, and of its counts.
   *
   * @default - 'stock-local-limit' for a service `stock`, 'stock-local-limit-shadow' with `shadow`
   */
  readonly name?: string;
}

/**
 * Limits how many requests each pod of a service or gateway takes, by buckets of tokens in its own proxy: fast, without anything that could be down,
 * and counted for itself by each pod.
 * Three pods with a limit of 100 let 300 through. Each also counts for itself what comes in mutual TLS and in plain text, and at a gateway what
 * comes to each of its TLS servers. Where the sum must hold, use
 * `GlobalRateLimit`, and a local limit before it.
 *
 * Istio has no field for it (`EnvoyFilter`, `envoy.filters.http.local_ratelimit`, before the router: what is not authorized is not counted); proven
 * with the versions that docs/proof.md names.
 */
export class LocalRateLimit extends Construct {
  private readonly limits: LocalLimit[] = [];
  private readonly requests: LimitedRequests;

  constructor(scope: Construct, id: string, props: LocalRateLimitProps) {
    super(scope, id);
    const { shadow = false, headers = !shadow, status, trackedValues = 10000 } = props;
    this.requests = props.scope._resolve(this);
    const { name: limited, namespace, labels, keys, listeners } = this.requests;
    for (const key of keys) {
      const what = `${shadow ? 'the shadow of the local rate limits' : 'the local rate limits'} of ${key}`;
      MeshSettings.of(this)._claim(this, what, what, 'add the limits there by addLimit, so that one count refuses before another is touched');
    }
    const name = checkDnsSubdomain(this, 'name', props.name ?? `${limited}-local-limit${shadow ? '-shadow' : ''}`);
    if (status !== undefined && !STATUSES.includes(status)) {
      fail(this, `status ${status} is none that a refusal can have: use 429, or another of ${STATUSES.join(', ')}`);
    }
    checkAtLeast(this, 'trackedValues', trackedValues, 1);
    this.addLimit(...(props.limits ?? []));
    this.node.addValidation({ validate: () => this.limits.length === 0 ? ['has no limit: give limits, or call addLimit'] : [] });
    const config = () => typed('filters.http.local_ratelimit.v3.LocalRateLimit', {
      stat_prefix: name,
      status: status === undefined ? undefined : { code: status },
      filter_enabled: ALWAYS,
      filter_enforced: shadow ? undefined : ALWAYS,
      ...(headers ? { enable_x_ratelimit_headers: 'DRAFT_VERSION_03', enable_retry_after_header: true } : {}),
      rate_limited_as_resource_exhausted: this.requests.speaksGrpc() || undefined,
      max_dynamic_descriptors: this.limits.some(({ by }) => by) ? trackedValues : undefined,
      rate_limits: this.limits.flatMap(limit => actionsOf(this, limit, this.requests.hosts())),
      descriptors: this.limits.flatMap(limit => descriptorsOf(this, limit)),
    });
    writeEnvoyFilter(this, 'Resource', { name, namespace, labels, priority: LOCAL_FIRST, patches: routerPatches(listeners, name, Lazy.any({ produce: config })) });
  }

  /**
   * Adds limits.
   *
   * @param limits the limits
   * @throws when a name is taken, or a limit says what cannot be counted
   */
  public addLimit(...limits: LocalLimit[]): void {
    for (const limit of limits) {
      checkRule(this, limit, this.limits);
      checkPlace(this, limit, this.requests);
      descriptorsOf(this, limit);
      this.limits.push(limit);
    }
  }
}

const ALWAYS: Json = { default_value: { numerator: 100 } };

/** The buckets of a limit: one for each quota, and the one that all other values have each for itself. */
function descriptorsOf(scope: Construct, limit: LocalLimit): Json[] {
  const what = `limit ${show(limit.name)}`;
  const quotas = (limit.quotas ?? []).map(quota => ({
    entries: entriesOf(scope, limit, quota.value),
    token_bucket: bucket(scope, `quota of ${show(quota.value)} in ${what}`, { ...quota, per: quota.per ?? limit.per }),
  }));
  return [...quotas, { entries: entriesOf(scope, limit), token_bucket: bucket(scope, what, limit) }];
}

function bucket(scope: Construct, what: string, { requests, per, burst = requests }: Pick<LocalLimit, 'requests' | 'per' | 'burst'>): Json {
  const millis = per.toMilliseconds({ integral: false });
  if (!Number.isInteger(millis) || millis < SHORTEST_FILL_MS) {
    fail(scope, `${what}: per ${millis} ms is not allowed: use whole milliseconds of at least ${SHORTEST_FILL_MS}, and fewer requests for less time`);
  }
  return { max_tokens: checkRequests(scope, `${what}, burst`, burst), tokens_per_fill: requests, fill_interval: seconds(per) };
}
