import { LIMIT, configOf, descriptorsOf, limited } from './fixtures';
import { RateLimitKey } from '../../src';
import { expectFailure } from '../service/fixtures';
import { synth } from '../support/synth';

const actionOf = (key: RateLimitKey) => configOf(synth(limited([{ ...LIMIT, by: [key] }]).chart)).rate_limits[0].actions[1];
const expression = (descriptor_key: string, text: string) => ({
  extension: {
    name: 'envoy.rate_limit_descriptors.expr',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor', descriptor_key, text },
  },
});

test.each<[string, RateLimitKey, object]>([
  ['a header', RateLimitKey.header('X-Tenant'), { request_headers: { header_name: 'x-tenant', descriptor_key: 'x-tenant' } }],
  ['the method', RateLimitKey.method(), { request_headers: { header_name: ':method', descriptor_key: 'method' } }],
  ['the path without its query', RateLimitKey.path(), expression('path', 'request.url_path')],
  ['a query parameter', RateLimitKey.query('page'), { query_parameters: { query_parameter_name: 'page', descriptor_key: 'page' } }],
  ['the client\'s address', RateLimitKey.clientAddress(), { remote_address: {} }],
  ['the client\'s network', RateLimitKey.clientNetwork(24, 64), { masked_remote_address: { v4_prefix_mask_len: 24, v6_prefix_mask_len: 64 } }],
  ['the caller\'s identity', RateLimitKey.clientIdentity(), expression('client', 'connection.uri_san_peer_certificate')],
  ['a claim', RateLimitKey.jwtClaim('sub'), {
    metadata: { descriptor_key: 'sub', metadata_key: { key: 'envoy.filters.http.jwt_authn', path: [{ key: 'payload' }, { key: 'sub' }] } },
  }],
  ['a claim in another', RateLimitKey.jwtClaim('org', 'id'), {
    metadata: { descriptor_key: 'org.id', metadata_key: { key: 'envoy.filters.http.jwt_authn', path: [{ key: 'payload' }, { key: 'org' }, { key: 'id' }] } },
  }],
])('%s is read by the proxy, and named by what the bucket asks for', (_what, key, action) => {
  expect(actionOf(key)).toEqual(action);
  const [{ entries }] = configOf(synth(limited([{ ...LIMIT, by: [key] }]).chart)).descriptors;
  const [fields] = Object.values<any>(action);
  const named = fields.descriptor_key ?? fields.typed_config?.descriptor_key ?? Object.keys(action)[0];
  expect(entries).toEqual([{ key: 'limit', value: 'all' }, { key: named }]);
});

test('a quota of an identity is given by its principal', () => {
  const config = configOf(synth(limited([{ ...LIMIT, by: [RateLimitKey.clientIdentity()], quotas: [{ value: 'cluster.local/ns/shop/sa/cart', requests: 1 }] }]).chart));
  const [{ entries }] = config.descriptors;
  const seen = descriptorsOf(config, { expressions: { 'connection.uri_san_peer_certificate': 'spiffe://cluster.local/ns/shop/sa/cart' } });
  expect(seen).toEqual([entries.map((entry: any) => `${entry.key}=${entry.value}`).join(', ')]);
});

test('several keys count by their combination, and only requests that have all', () => {
  const config = configOf(synth(limited([{ ...LIMIT, by: [RateLimitKey.header('x-tenant'), RateLimitKey.query('page'), RateLimitKey.method()] }]).chart));
  expect(descriptorsOf(config, { path: '/?page=2', headers: { 'x-tenant': 'a' } })).toEqual(['limit=all, x-tenant=a, page=2, method=GET']);
  expect(descriptorsOf(config, { headers: { 'x-tenant': 'a' } })).toEqual([]);
});

test.each<[string, RateLimitKey, string]>([
  ['a header name that is none', RateLimitKey.header('x tenant'), 'header name \'x tenant\''],
  ['a query parameter without a name', RateLimitKey.query(''), 'query parameter without a name'],
  ['a claim without a name', RateLimitKey.jwtClaim(''), 'claim without a name'],
  ['no bit of an IPv4 address', RateLimitKey.clientNetwork(0, 64), 'networks of 0 and 64 bits'],
  ['too many bits of an IPv4 address', RateLimitKey.clientNetwork(33, 64), '1 to 32'],
  ['too many bits of an IPv6 address', RateLimitKey.clientNetwork(24, 129), '1 to 128'],
])('fails for %s', (_what, key, part) => {
  expectFailure(() => limited([{ ...LIMIT, by: [key] }]), 'chart/limit', part);
});
