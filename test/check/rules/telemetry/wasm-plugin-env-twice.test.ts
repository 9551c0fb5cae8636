import { wasmPluginEnvTwice } from '../../../../src/check/rules/telemetry/wasm-plugin-env-twice';
import { found, wasmPlugin } from '../../objects';

test('a variable that is set twice is told', () => {
  expect(found(wasmPluginEnvTwice, [wasmPlugin({ vmConfig: { env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] } })])).toEqual([
    'WasmPlugin shop/cart spec.vmConfig.env[2].name: sets variable \'A\' twice']);
  expect(found(wasmPluginEnvTwice, [wasmPlugin({ vmConfig: { env: [{ name: 'A' }] } }), wasmPlugin({ vmConfig: {} }), wasmPlugin({})])).toEqual([]);
});
