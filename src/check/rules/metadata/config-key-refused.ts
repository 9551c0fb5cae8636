import { isObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** The fields that hold keys. */
const MAPS = { [KINDS.configMap]: ['data', 'binaryData'], [KINDS.secret]: ['data', 'stringData'] } as const;

export const configKeyRefused: Rule = {
  id: 'config-key-refused',
  severity: 'error',
  title: 'a key of a ConfigMap or Secret cannot be the name of a file',
  why: 'The API server refuses the object: each key may become a file, so it is of letters, digits, `-`, `_` and `.`, without a path, and does not begin with two dots. A key stands once '
    + 'in a ConfigMap, in data or in binaryData.',
  fix: 'name the key as a file without a folder; volumes put it where it belongs by items.path',
  codes: [],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: shop }
data:
  conf/cart.yaml: 'currency: EUR'
`,
  mend: { 'conf/cart.yaml': 'cart.yaml' },

  check(mesh, report) {
    for (const kind of [KINDS.configMap, KINDS.secret] as const) {
      for (const { manifest } of mesh.objects.of(kind)) {
        for (const map of MAPS[kind]) {
          const keys = Object.keys(keysOf(manifest.json[map]));
          keys.filter(key => !KEY.test(key) || key === '.' || key.startsWith('..')).forEach(key => {
            report(manifest, [map, key], `has the key '${key}' in ${map}, which may have letters, digits, '-', '_' and '.', up to 253, and not begin with '..'`);
          });
          if (map === 'binaryData') {
            keys.filter(key => Object.hasOwn(keysOf(manifest.json.data), key)).forEach(key => {
              report(manifest, [map, key], `has the key '${key}' in data and in binaryData`, { fix: 'keep one of the two' });
            });
          }
        }
      }
    }
  },
};

function keysOf(map: unknown): object {
  return isObject(map) ? map : {};
}
