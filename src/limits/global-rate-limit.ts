import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { actionsOf, checkPlace, checkRule, entriesOf } from './limit-rule';
import { GLOBAL_NEXT, routerPatches, seconds } from './patches';
import { RateLimitKey } from './rate-limit-key';
import { LimitedRequests, RateLimitScope } from './rate-limit-scope';
import { RateLimitService } from './rate-limit-service';
import { noteCall, noteExposure } from '../core/call-graph';
import { typed, writeEnvoyFilter } from '../core/envoy-filter';
import { fail } from '../core/errors';
import { Json, namespaceOf } from '../core/mesh-object';
import { checkDnsSubdomain } from '../core/values';
import { RouteMatch } from '../routing/route-match';
import { MeshServiceBase } from '../service/mesh-service-base';

/**
 * The window in which requests are counted. Windows begin with the clock's second, minute, hour or day (UTC), for all clients at once.
 */
export enum RateLimitUnit {
  /** Each second. */
  SECOND = 'second',
  /** Each minute. */
  MINUTE = 'minute',
  /** Each hour. */
  HOUR = 'hour',
  /** Each day. */
  DAY = 'day',
}

/**
 * What happens to requests while nobody counts: the rate limit service or its Redis is down, or does not answer in time.
 */
export enum RateLimitFailure {
  /** They are let through, as if there were no limit. */
  OPEN = 'open',
  /** They are refused with status 500. */
  CLOSED = 'closed',
}

/**
 * What one value of a key may do, where it differs from the others.
 */
export interface GlobalQuota {
  /**
   * The value: of a header its text, of `RateLimitKey.clientIdentity()` the caller's principal.
   */
  readonly value: string;

  /**
   * So many requests in each window. At least 1.
   */
  readonly requests: number;

  /**
   * The window.
   *
   * @default - that of the limit
   */
  readonly per?: RateLimitUnit;
}

/**
 * How many requests all proxies together let through.
 */
export interface GlobalLimit {
  /**
   * The name of the limit, by which counts are told apart. A new name begins to count from nothing.
   */
  readonly name: string;

  /**
   * So many requests in each window (`requests_per_unit`). At least 1.
   */
  readonly requests: number;

  /**
   * The window (`unit`).
   */
  readonly per: RateLimitUnit;

  /**
   * Which requests count: those that meet one of the matches, which must exclude each other.
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * By what clients are told apart: each combination of values has a count of its own. Requests without one of the values are not counted.
   *
   * @default - one count for all
   */
  readonly by?: RateLimitKey[];

  /**
   * Values of the one key in `by` that may do more or less than the others.
   *
   * @default - none
   */
  readonly quotas?: GlobalQuota[];
}

/**
 * Rate limits that proxies keep together.
 */
export interface GlobalRateLimitProps {
  /**
   * Who counts.
   */
  readonly service: RateLimitService;

  /**
   * Whose requests count, all of these together.
   */
  readonly scopes: RateLimitScope[];

  /**
   * The limits, at least one, here or by `addLimit`. A request must keep within all that it meets.
   *
   * @default - those of `addLimit`
   */
  readonly limits?: GlobalLimit[];

  /**
   * What happens while nobody counts (`failure_mode_deny`).
   *
   * @default RateLimitFailure.OPEN
   */
  readonly onFailure?: RateLimitFailure;

  /**
   * For how long a proxy waits for the answer, which each request that counts needs (`timeout`). At least 1 ms.
   *
   * @default Duration.millis(100)
   */
  readonly timeout?: Duration;

  /**
   * Whether answers tell the client its limit, what is left and when there is more: `x-ratelimit-limit`, `x-ratelimit-remaining` and
   * `x-ratelimit-reset`, on refusals `retry-after` too, where the
   * proxy knows how.
   *
   * @default - true, false with `shadow`
   */
  readonly headers?: boolean;

  /**
   * Whether requests are counted and none is refused, to try limits first (`filter_enforced`).
   *
   * @default false
   */
  readonly shadow?: boolean;

  /**
   * The name of the EnvoyFilters, behind what they are for, and of the counts (`domain`), behind the namespace.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Limits how many requests services and gateways take, by one count for all their pods: before a request goes on, the proxy asks the rate limit
 * service. It refuses with 429.
 *
 * The limits are declared once; the service's configuration and the proxies' come from them. Services that are limited call the rate limit service,
 * as if it stood in their `calls`.
 *
 * Istio has no field for it (`EnvoyFilter`, `envoy.filters.http.ratelimit`, before the router: what is not authorized is not counted); proven with
 * the versions that docs/proof.md names.
 */
export class GlobalRateLimit extends Construct {
  /**
   * The domain of the counts in the rate limit service, for example 'shop.quota'.
   */
  public readonly domain: string;

  private readonly limits: GlobalLimit[] = [];
  private readonly places: LimitedRequests[];

  constructor(scope: Construct, id: string, props: GlobalRateLimitProps) {
    super(scope, id);
    const { service: { service, _port: port }, shadow = false, headers = !shadow } = props;
    const name = checkDnsSubdomain(this, 'name', props.name ?? id);
    this.domain = `${namespaceOf(this)}.${name}`;
    if (props.scopes.length === 0) {
      fail(this, 'has no scope: say whose requests count, for example RateLimitScope.service(...)');
    }
    const timeout = props.timeout ?? Duration.millis(100);
    const millis = timeout.toMilliseconds({ integral: false });
    if (!Number.isInteger(millis) || millis < 1) {
      fail(this, `timeout of ${millis} ms is not allowed: use whole milliseconds of at least 1`);
    }
    this.places = props.scopes.map(one => one._resolve(this));
    const twin = this.places.find(({ what }, index) => this.places.slice(0, index).some(other => other.what === what));
    if (twin) {
      fail(this, `has two scopes of ${twin.what}: name all its ports or hosts in one`);
    }
    this.addLimit(...(props.limits ?? []));
    this.node.addValidation({ validate: () => this.limits.length === 0 ? ['has no limit: give limits, or call addLimit'] : [] });
    props.service._addDomain(this, this.domain, () => this.limits.map(limit => descriptorOf(this, limit)));

    this.places.forEach(place => {
      const filter = `${place.name}-${name}`;
      const config = () => typed('filters.http.ratelimit.v3.RateLimit', {
        domain: this.domain,
        timeout: seconds(timeout),
        failure_mode_deny: props.onFailure === RateLimitFailure.CLOSED ? true : undefined,
        filter_enforced: shadow ? { default_value: { numerator: 0 } } : undefined,
        ...(headers ? { enable_x_ratelimit_headers: 'DRAFT_VERSION_03', enable_retry_after_header: true } : {}),
        rate_limited_as_resource_exhausted: place.speaksGrpc() || undefined,
        rate_limits: this.limits.flatMap(limit => actionsOf(this, limit, place.hosts())),
        rate_limit_service: {
          transport_api_version: 'V3',
          grpc_service: { envoy_grpc: { cluster_name: `outbound|${port}||${service.host}`, authority: service.host } },
        },
      });
      writeEnvoyFilter(this, `${place.namespace}-${place.name}`, {
        name: checkDnsSubdomain(this, 'name', filter),
        namespace: place.namespace,
        labels: place.labels,
        priority: GLOBAL_NEXT,
        patches: routerPatches(place.listeners, filter, Lazy.any({ produce: config })),
      });
      if (place.service instanceof MeshServiceBase) {
        place.service.calls(service);
      } else if (place.service) {
        noteCall(place.service, service);
      } else if (place.gateway) {
        noteExposure({ owner: this, pods: place.gateway._pods, ports: [port] }, service);
      }
    });
  }

  /**
   * Adds limits.
   *
   * @param limits the limits
   * @throws when a name is taken, or a limit says what cannot be counted
   */
  public addLimit(...limits: GlobalLimit[]): void {
    for (const limit of limits) {
      checkRule(this, limit, this.limits);
      this.places.forEach(place => checkPlace(this, limit, place));
      this.limits.push(limit);
    }
  }
}

/** The limit in the service's tree of descriptors: below its name the values of its keys, and each way ends at a count. */
function descriptorOf(scope: Construct, limit: GlobalLimit): Json {
  const counts = [...(limit.quotas ?? []), { value: undefined, requests: limit.requests, per: limit.per }];
  const [{ key, value: name }] = entriesOf(scope, limit);
  const ways = counts.map(({ value, requests, per = limit.per }) => {
    const keys = entriesOf(scope, limit, value).slice(1);
    return keys.reduceRight<Json>((inner, entry) => ({ ...entry, ...(inner.key === undefined ? inner : { descriptors: [inner] }) }), {
      rate_limit: { unit: per, requests_per_unit: requests },
    });
  });
  return { key, value: name, ...(limit.by ? { descriptors: ways } : ways[0]) };
}
