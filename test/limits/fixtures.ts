import { Chart, Duration } from 'cdk8s';
import { LocalLimit, LocalRateLimit, LocalRateLimitProps, MeshService, RateLimitScope } from '../../src';
import { matchesWhole } from '../../src/core/regex';
import { newChart, withVersion } from '../service/fixtures';
import { Manifest, ofKind, synth } from '../support/synth';

/** A request as a proxy sees it. */
export interface SeenRequest {
  readonly path?: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: { readonly [name: string]: string };
  /** What expressions come to, by their text. */
  readonly expressions?: { readonly [text: string]: string };
}

/** The descriptors that Envoy makes of a request by a filter's `rate_limits`: an action without a result makes none of all. */
export function descriptorsOf({ rate_limits: limits }: any, request: SeenRequest): string[] {
  const headers: { readonly [name: string]: string } = {
    ...request.headers, ':path': request.path ?? '/', ':method': request.method ?? 'GET', ':authority': request.host ?? 'stock', ':scheme': 'http',
  };
  return limits.map(({ actions }: any) => actions.map((action: any) => entryOf(action, headers, request)))
    .filter((entries: (string | undefined)[]) => !entries.includes(undefined)).map((entries: string[]) => entries.join(', '));
}

function entryOf(action: any, headers: { readonly [name: string]: string }, { path = '/', expressions = {} }: SeenRequest): string | undefined {
  const entry = (key: string, value: string | undefined) => value === undefined ? undefined : `${key}=${value}`;
  const [[kind, fields]] = Object.entries<any>(action);
  switch (kind) {
    case 'generic_key': return entry(fields.descriptor_key, fields.descriptor_value);
    case 'header_value_match': return fields.headers.every((one: any) => meets(one, headers[one.name])) ? entry(fields.descriptor_key, fields.descriptor_value) : undefined;
    case 'request_headers': return entry(fields.descriptor_key, headers[fields.header_name]);
    case 'query_parameters': return entry(fields.descriptor_key, new URLSearchParams(path.split('?')[1]).get(fields.query_parameter_name) ?? undefined);
    case 'extension': return entry(fields.typed_config.descriptor_key, expressions[fields.typed_config.text]);
    default: throw new Error(`the test knows no action ${kind}`);
  }
}

function meets({ present_match: present, string_match: match }: any, value: string | undefined): boolean {
  if (present !== undefined) {
    return present === (value !== undefined);
  }
  return value !== undefined && (match.exact === value || (match.prefix !== undefined && value.startsWith(match.prefix))
    || (match.safe_regex !== undefined && matchesWhole(match.safe_regex.regex, value)));
}

export const LIMIT: LocalLimit = { name: 'all', requests: 100, per: Duration.seconds(1) };

export function filters(objects: readonly Manifest[]): Manifest[] {
  return ofKind(objects, 'EnvoyFilter');
}

/** The configuration of the filter that the only EnvoyFilter, or the one of a name, puts in. */
export function configOf(objects: readonly Manifest[], name?: string): any {
  const found = filters(objects).filter(({ metadata }) => name === undefined || metadata.name === name);
  expect(found).toHaveLength(1);
  return found[0].spec.configPatches[0].patch.value.typed_config;
}

export interface Limited {
  readonly chart: Chart;
  readonly stock: MeshService;
  readonly limit: LocalRateLimit;
}

/** A service with local limits. */
export function limited(limits: LocalLimit[], props: Partial<LocalRateLimitProps> = {}, port: object = {}): Limited {
  const chart = newChart();
  const stock = withVersion(chart, 'stock', port);
  const limit = new LocalRateLimit(chart, 'limit', { scope: RateLimitScope.service(stock), limits, ...props });
  return { chart, stock, limit };
}

/** What such a limit counts of requests. */
export function counts(limits: LocalLimit[], ...requests: SeenRequest[]): string[][] {
  const config = configOf(synth(limited(limits).chart));
  return requests.map(request => descriptorsOf(config, request));
}
