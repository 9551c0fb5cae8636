import { wasmPluginChecksum } from '../../../../src/check/rules/telemetry/wasm-plugin-checksum';
import { found, wasmPlugin } from '../../objects/as-json';

const [ONE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const told = (url: string, sha256?: string) => found(wasmPluginChecksum, [wasmPlugin({ url, sha256 })]);

test('a digest that is not the image\'s is told', () => {
  expect(told(`oci://registry.example.com/audit@sha256:${ONE}`, OTHER)).toEqual([
    `WasmPlugin shop/cart spec.sha256: asks for sha256 '${OTHER}', and its url has '${ONE}'`,
  ]);
  expect(told(`oci://registry.example.com/audit@sha256:${ONE}`, ONE)).toEqual([]);
  expect(told(`oci://registry.example.com/audit@sha256:${ONE}`)).toEqual([]);
  expect(told(`oci://registry.example.com/audit@sha256:${ONE}`, '')).toEqual([]);
  expect(told('oci://registry.example.com/audit:1', OTHER)).toEqual([]);
  expect(found(wasmPluginChecksum, [wasmPlugin({ sha256: OTHER })])).toEqual([]);
});
