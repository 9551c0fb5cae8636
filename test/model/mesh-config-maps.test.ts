import { embeddedYaml } from '../../src/model/embedded-yaml';
import { configTexts } from '../../src/model/mesh-config-maps';
import { meshOf } from '../check/fixtures';
import { object } from '../check/objects/workloads';

describe('texts of the mesh\'s configuration', () => {
  test('are those of each revision', () => {
    const config = (name: string, data: object, namespace = 'istio-system') => object('v1', 'ConfigMap', name, { data }, { namespace });
    const mesh = meshOf([config('istio', { mesh: 'a: 1', meshNetworks: 'networks: {}' }), config('istio-canary', { mesh: 'b: 2' }), config('istio', { mesh: 'c: 3' }, 'shop'), config('istio-other', { mesh: 3 })].join(''));
    expect(configTexts(mesh, 'mesh').map(({ manifest, path, value }) => [manifest.name, path, value])).toEqual([['istio', ['data', 'mesh'], { a: 1 }], ['istio-canary', ['data', 'mesh'], { b: 2 }]]);
    expect(configTexts(mesh, 'meshNetworks').map(({ value }) => value)).toEqual([{ networks: {} }]);
  });

  test('are YAML, or not', () => {
    expect(embeddedYaml('a: [1]').value).toEqual({ a: [1] });
    expect(embeddedYaml('a: [').problem).toEqual(expect.any(String));
    expect(embeddedYaml('').value).toBeUndefined();
  });
});
