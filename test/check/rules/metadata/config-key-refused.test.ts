import { configKeyRefused } from '../../../../src/check/rules/metadata/config-key-refused';
import { findingsIn } from '../../fixtures';

const of = (kind: string, maps: string) => findingsIn(`
apiVersion: v1
kind: ${kind}
metadata: { name: cart, namespace: shop }
${maps}
`, [configKeyRefused]).map(text => text.replace(`config-key-refused: ${kind} shop/cart `, ''));

describe('a key', () => {
  test('is found where it can be no file', () => {
    expect(of('ConfigMap', 'data: { a/b: c }')).toEqual([
      'data["a/b"]: has the key \'a/b\' in data, which may have letters, digits, \'-\', \'_\' and \'.\', up to 253, and not begin with \'..\'',
    ]);
    for (const key of ['', '.', '..', '..a', 'a b', 'a:b', 'é', 'a'.repeat(254)]) {
      expect(of('ConfigMap', `data: { "${key}": c }`)).toHaveLength(1);
    }
    for (const key of ['a', 'A.b_c-d', '.a', 'a..b', 'a'.repeat(253)]) {
      expect(of('ConfigMap', `data: { "${key}": c }`)).toEqual([]);
    }
  });

  test('is found in all maps', () => {
    expect(of('ConfigMap', 'binaryData: { a/b: YQ== }')).toHaveLength(1);
    expect(of('Secret', 'data: { a/b: YQ== }\nstringData: { c/d: a }')).toHaveLength(2);
    expect(of('Secret', 'type: Opaque')).toEqual([]);
  });

  test('is found in both maps of a ConfigMap, and may be in those of a Secret', () => {
    expect(of('ConfigMap', 'data: { a: b, c: d }\nbinaryData: { a: YQ== }')).toEqual(['binaryData.a: has the key \'a\' in data and in binaryData']);
    expect(of('Secret', 'data: { a: YQ== }\nstringData: { a: b }')).toEqual([]);
  });
});
