import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { HeaderEdits, RouteSettings } from '../routing/settings';
import { headerEdits } from '../traffic/header-changes';

/**
 * For how long browsers call a host by HTTPS alone (`Strict-Transport-Security`). They keep to it whatever the host says later: begin with a short time.
 */
export interface StrictTransportSecurity {
  /**
   * The time from each answer on. Whole seconds; 0 takes back what was said before.
   */
  readonly maxAge: Duration;

  /**
   * Whether it holds for all hosts below this one too.
   *
   * @default false
   */
  readonly includeSubDomains?: boolean;

  /**
   * Whether browsers may be delivered with it (https://hstspreload.org), which takes months to undo. Needs `includeSubDomains` and a year.
   *
   * @default false
   */
  readonly preload?: boolean;
}

/**
 * Which pages may show an answer in a frame (`X-Frame-Options`).
 */
export enum FrameOptions {
  /** None. */
  DENY = 'DENY',
  /** Those of the same origin. */
  SAMEORIGIN = 'SAMEORIGIN',
}

/**
 * What a browser tells another page of the one that it comes from (`Referrer-Policy`).
 */
export enum ReferrerPolicy {
  /** Nothing. */
  NO_REFERRER = 'no-referrer',
  /** The whole address within the origin, nothing elsewhere. */
  SAME_ORIGIN = 'same-origin',
  /** The origin alone, and nothing over plain HTTP. */
  STRICT_ORIGIN = 'strict-origin',
  /** The whole address within the origin, the origin alone elsewhere, and nothing over plain HTTP. */
  STRICT_ORIGIN_WHEN_CROSS_ORIGIN = 'strict-origin-when-cross-origin',
}

/**
 * Headers by which a browser guards users of a host (`headers.response.set` of all its routes). They stand in place of what services answer; what an exposure or
 * a service's own routes say of the same header goes before them.
 */
export interface SecurityHeaders {
  /**
   * Whether browsers call the host by HTTPS alone. Only for hosts whose TLS the gateway ends.
   *
   * @default - nothing is said
   */
  readonly strictTransportSecurity?: StrictTransportSecurity;

  /**
   * Whether browsers take answers for what their type says (`X-Content-Type-Options: nosniff`).
   *
   * @default true
   */
  readonly noSniff?: boolean;

  /**
   * Which pages may show answers in a frame.
   *
   * @default FrameOptions.DENY
   */
  readonly frameOptions?: FrameOptions;

  /**
   * What browsers tell other pages of the one that they come from.
   *
   * @default ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN
   */
  readonly referrerPolicy?: ReferrerPolicy;

  /**
   * From where a page may load what, for example "default-src 'self'" (`Content-Security-Policy`).
   *
   * @default - what the service says
   */
  readonly contentSecurityPolicy?: string;

  /**
   * What a page may use of the browser, for example 'camera=(), geolocation=()' (`Permissions-Policy`).
   *
   * @default - what the service says
   */
  readonly permissionsPolicy?: string;

  /**
   * Headers of services that nobody outside is to see, for example 'x-powered-by' (`headers.response.remove`).
   *
   * @default - none
   */
  readonly remove?: string[];
}

const YEAR_SECONDS = 31_536_000;

/** Hosts, and whether the gateway ends their TLS; undefined where it is not known. */
interface GuardedHosts {
  readonly hosts: readonly string[];
  readonly tls?: boolean;
}

/** What hosts say of headers unless something narrower does, checked. */
export function securityHeaderEdits(scope: Construct, headers: SecurityHeaders, { hosts, tls }: GuardedHosts): HeaderEdits {
  const { strictTransportSecurity, noSniff = true, frameOptions = FrameOptions.DENY, contentSecurityPolicy, permissionsPolicy, remove } = headers;
  if (strictTransportSecurity && tls === false) {
    fail(scope, `has strictTransportSecurity for ${hosts.map(show).join(', ')}, whose TLS it does not end, and browsers take it from HTTPS alone: give tls, or leave it out`);
  }
  const values: [name: string, value: string | undefined][] = [
    ['strict-transport-security', strictTransportSecurity && strictTransportText(scope, strictTransportSecurity)],
    ['x-content-type-options', noSniff ? 'nosniff' : undefined],
    ['x-frame-options', frameOptions],
    ['referrer-policy', headers.referrerPolicy ?? ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN],
    ['content-security-policy', contentSecurityPolicy && escaped(contentSecurityPolicy)],
    ['permissions-policy', permissionsPolicy && escaped(permissionsPolicy)],
  ];
  const set = Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined));
  return headerEdits(scope, 'securityHeaders', { set, remove });
}

/** Settings with what a host says of headers that they do not name themselves. */
export function withSecurityHeaders(settings: RouteSettings, defaults: HeaderEdits | undefined): RouteSettings {
  if (!defaults) {
    return settings;
  }
  const own = settings.responseHeaders ?? {};
  const said = new Set([...Object.keys(own.set ?? {}), ...Object.keys(own.add ?? {}), ...own.remove ?? []].map(name => name.toLowerCase()));
  const set = Object.fromEntries(Object.entries(defaults.set ?? {}).filter(([name]) => !said.has(name)));
  const remove = (defaults.remove ?? []).filter(name => !said.has(name.toLowerCase()));
  return { ...settings, responseHeaders: { ...own, set: { ...set, ...own.set }, remove: [...remove, ...own.remove ?? []] } };
}

function strictTransportText(scope: Construct, { maxAge, includeSubDomains, preload }: StrictTransportSecurity): string {
  const milliseconds = maxAge.toMilliseconds();
  if (milliseconds % 1000 !== 0) {
    fail(scope, `has strictTransportSecurity.maxAge of ${milliseconds} ms: use whole seconds`);
  }
  const seconds = milliseconds / 1000;
  if (preload && !(includeSubDomains && seconds >= YEAR_SECONDS)) {
    fail(scope, 'has strictTransportSecurity with preload, which browsers take with includeSubDomains and a maxAge of a year at least: give both, or leave preload out');
  }
  return [`max-age=${seconds}`, ...(includeSubDomains ? ['includeSubDomains'] : []), ...(preload ? ['preload'] : [])].join('; ');
}

/** A percent sign begins one of Envoy's variables; here it is one of an address. */
function escaped(value: string): string {
  return value.replaceAll('%', '%%');
}
