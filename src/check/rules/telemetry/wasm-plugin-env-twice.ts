import { KINDS } from '../../../model/kinds';
import { WasmPluginSpec } from '../../../model/specs';
import { Rule } from '../../rule';

export const wasmPluginEnvTwice: Rule = {
  id: 'wasm-plugin-env-twice',
  severity: 'error',
  title: 'a WasmPlugin sets a variable twice',
  why: 'Istio\'s webhook refuses a WasmPlugin with two variables of one name in `vmConfig.env`.',
  fix: 'leave one of them out',
  codes: ['IST0106'],
  bad: `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: audit, namespace: shop }
spec:
  url: oci://registry.example.com/audit:1
  vmConfig:
    env:
      - { name: LEVEL, value: info }
      - { name: LEVEL, value: debug }
`,
  mend: { '      - { name: LEVEL, value: debug }\n': '' },

  check(mesh, report) {
    for (const { manifest, spec: { vmConfig: { env = [] } = {} } } of mesh.objects.of<WasmPluginSpec>(KINDS.wasmPlugin)) {
      const seen = new Set<string>();
      env.forEach(({ name = '' }, at) => {
        if (seen.has(name)) {
          report(manifest, ['spec', 'vmConfig', 'env', at, 'name'], `sets variable '${name}' twice`);
        }
        seen.add(name);
      });
    }
  },
};
