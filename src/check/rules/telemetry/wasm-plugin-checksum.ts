import { WasmPluginSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const wasmPluginChecksum: Rule = {
  id: 'wasm-plugin-checksum',
  severity: 'error',
  title: 'a WasmPlugin names an image by one digest, and asks for another',
  why: 'Proxies that fetch `url` hold what they got against `sha256`. An image whose digest stands in the URL never has another one, so it is never taken: by default '
    + '(`failStrategy: FAIL_CLOSE`) proxies then answer every request with 403.',
  fix: 'leave sha256 out: the digest of the URL says the same',
  codes: [],
  bad: `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: audit, namespace: shop }
spec:
  url: oci://registry.example.com/audit@sha256:2f0a9c1d6b3e4857a1c2d3e4f5061728394a5b6c7d8e9f00112233445566778a
  sha256: b7a1c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11d00d
`,
  mend: { '  sha256: b7a1c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11c0ffee11d00d\n': '' },

  check(mesh, report) {
    for (const { manifest, spec: { url = '', sha256 } } of mesh.objects.of<WasmPluginSpec>(KINDS.wasmPlugin)) {
      const [, digest] = /@sha256:([a-f0-9]{64})$/.exec(url) ?? [];
      if (digest !== undefined && sha256 && sha256 !== digest) {
        report(manifest, ['spec', 'sha256'], `asks for sha256 '${sha256}', and its url has '${digest}'`);
      }
    }
  },
};
