import { checkMesh } from '../../../../src/check/check-mesh';
import { meshConfigInvalid } from '../../../../src/check/rules/workload/mesh-config-invalid';
import { meshOf } from '../../fixtures';
import { finder, object } from '../../objects/workloads';

const find = finder(meshConfigInvalid);
const config = (mesh: string, name = 'istio', namespace = 'istio-system') => object('v1', 'ConfigMap', name, { data: { mesh } }, { namespace });

describe('the configuration of the mesh', () => {
  test('has wrong types and unknown fields', () => {
    const { findings } = checkMesh(meshOf(config('accessLogFiles: /dev/stdout\nextensionProviders: [{ name: 3 }]\ndefaultConfig: { concurrency: 1.5 }')), { rules: [meshConfigInvalid] });
    expect(findings.map(({ severity, path, message }) => `${severity} ${path.join('.')} ${message}`)).toEqual([
      'error data.mesh holds configuration of the mesh whose extensionProviders[0].name is 3, and must be a string',
      'error data.mesh holds configuration of the mesh whose defaultConfig.concurrency is 1.5, and must be a whole number',
      'warning data.mesh holds configuration of the mesh whose accessLogFiles is no field that Istio knows',
    ]);
  });

  test('is no YAML, or no object', () => {
    expect(find([config('a: b: c')])).toEqual([expect.stringContaining('holds configuration of the mesh that is no YAML: ')]);
    expect(find([config('text')])).toEqual([expect.stringContaining('holds configuration of the mesh that is the text \'text\', and must be an object')]);
  });

  test('is in ConfigMaps of the control plane', () => {
    expect(find([config('[]', 'istio-canary')])).toHaveLength(1);
    expect(find([config('[]', 'istioish'), config('[]', 'istio', 'shop'), config(''), config('null'), object('v1', 'ConfigMap', 'istio', {}, { namespace: 'istio-system' })])).toEqual([]);
    expect(find([config('[]', 'istio', 'mesh')], { rootNamespace: 'mesh' })).toHaveLength(1);
  });
});
