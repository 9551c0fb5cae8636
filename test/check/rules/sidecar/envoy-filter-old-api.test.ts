import { envoyFilterOldApi } from '../../../../src/check/rules/sidecar/envoy-filter-old-api';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterOldApi);
const at = (type: string) => find(envoyFilter('a', [`{ applyTo: HTTP_FILTER, patch: { operation: ADD, value: { list: [1, { typed_config: { "@type": ${type} } }] } } }`]));

describe('a type of the old API', () => {
  test('is found however deep it is', () => {
    expect(at('type.googleapis.com/envoy.config.filter.http.lua.v2.Lua')).toEqual([
      'EnvoyFilter shop/a spec.configPatches[0].patch.value.list[1].typed_config["@type"]: uses type \'type.googleapis.com/envoy.config.filter.http.lua.v2.Lua\' of an API that proxies do not have any more',
    ]);
    for (const type of ['type.googleapis.com/envoy.api.v2.Cluster', 'type.googleapis.com/envoy.api.v2.auth.UpstreamTlsContext', 'envoy.config.accesslog.v2.FileAccessLog', 'envoy.config.rbac.v2alpha.RBAC', 'envoy.config.x.v2alpha1.Y']) {
      expect(at(type)).toHaveLength(1);
    }
  });

  test('is none of the new one, nor of others', () => {
    for (const type of ['type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', 'type.googleapis.com/envoy.config.cluster.v3.Cluster', 'example.com/my.api.v2.Thing', 'type.googleapis.com/udpa.type.v1.TypedStruct', '1']) {
      expect(at(type)).toEqual([]);
    }
    expect(find(envoyFilter('a', ['{ applyTo: HTTP_FILTER, patch: { operation: REMOVE } }', '{}']))).toEqual([]);
  });
});
