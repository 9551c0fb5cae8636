import { envoyFilterWithoutType } from '../../../../src/check/rules/sidecar/envoy-filter-without-type';
import { envoyFilter, finder } from '../../objects/gateways';

const find = finder(envoyFilterWithoutType);
const at = (value: string, applyTo = 'HTTP_FILTER', operation = 'INSERT_BEFORE') => find(envoyFilter('a', [`{ applyTo: ${applyTo}, patch: { operation: ${operation}, value: ${value} } }`]));

describe('a filter that is added', () => {
  test('needs the type of its configuration', () => {
    expect(at('{ name: lua }')).toEqual(['EnvoyFilter shop/a spec.configPatches[0].patch.value: adds filter \'lua\' without a typed_config']);
    expect(at('{ typed_config: { a: 1 } }')).toEqual([expect.stringContaining('adds filter \'\' without an @type in its typed_config')]);
    for (const operation of ['ADD', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE']) {
      expect(at('{ name: lua }', 'HTTP_FILTER', operation)).toHaveLength(1);
    }
    expect(at('{ name: lua }', 'NETWORK_FILTER')).toHaveLength(1);
    expect(at('{ name: lua }', 'LISTENER_FILTER')).toHaveLength(1);
  });

  test('has it, or gets it from elsewhere', () => {
    expect(at('{ name: lua, typed_config: { "@type": a } }')).toEqual([]);
    expect(at('{ name: lua, typedConfig: { "@type": a } }')).toEqual([]);
    expect(at('{ name: lua, config_discovery: {} }')).toEqual([]);
    expect(at('{ name: lua, configDiscovery: {} }')).toEqual([]);
  });

  test('is not merged, removed or of another kind', () => {
    expect(at('{ name: lua }', 'HTTP_FILTER', 'MERGE')).toEqual([]);
    expect(at('{ name: lua }', 'CLUSTER', 'ADD')).toEqual([]);
    expect(find(envoyFilter('a', ['{ applyTo: HTTP_FILTER, patch: { operation: ADD } }']))).toEqual([]);
  });
});
