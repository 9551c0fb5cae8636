import { Document, YAMLMap } from 'yaml';
import { DocumentTree } from '../../src/manifests/document-tree';
import { parseYaml } from '../../src/manifests/yaml-library';

const treeOf = (text: string) => {
  const documents = parseYaml(text);
  if (!Array.isArray(documents)) {
    throw new Error(documents.message);
  }
  return new DocumentTree(documents[0]);
};

describe('the tree of a document', () => {
  test('knows where fields stand, the last of several, and the nearest one around those that are not there', () => {
    const tree = treeOf('a: 1\nb:\n  - c: 2\na: 3\n? [d]\n: 4\n');
    expect([[], ['a'], ['b', 0, 'c'], ['b', 5], ['none'], ['toString']].map(path => tree.offsetOf(path))).toEqual([0, 17, 12, 5, 0, 0]);
  });

  test('knows where items of a list begin, those that are nothing too', () => {
    expect([...treeOf('items:\n- a: 1\n-\n- b: 2\n').itemsOf(['items'])]).toEqual([9, 15, 18]);
    expect([...treeOf('items: 5').itemsOf(['items']), ...treeOf('items: 5').itemsOf(['none'])]).toEqual([]);
  });

  test('finds what is merged in the order that Kubernetes has', () => {
    const offset = (text: string) => text[treeOf(text).offsetOf(['d', 'x']) + 3];
    expect(offset('a: &a {x: 1}\nb: &b {x: 2}\nd: {<<: *a, x: 3}\n')).toBe('3');
    expect(offset('a: &a {x: 1}\nb: &b {x: 2}\nd: {x: 3, <<: *a}\n')).toBe('1');
    expect(offset('a: &a {x: 1}\nb: &b {x: 2}\nd: {<<: [*b, *a]}\n')).toBe('2');
  });

  test('does not go round in what contains itself', () => {
    expect(treeOf('a: &a\n  <<: *a\n  b: *a\n').offsetOf(['a', 'b', 'b', 'b', 'none'])).toBe(17);
  });

  test('looks at each field of a large mapping once', () => {
    const count = 1000;
    const documents = parseYaml(Array.from({ length: count }, (_, at) => `k${at}: 1\n`).join('')) as Document.Parsed<YAMLMap.Parsed>[];
    let looks = 0;
    const { items } = documents[0].contents!;
    const pairs = items.map(({ key, value }) => ({
      get key() {
        looks++;
        return key;
      },
      value,
    }));
    items.splice(0, count, ...pairs as typeof items);
    const tree = new DocumentTree(documents[0]);
    const before = looks;
    const offsets = Array.from({ length: count }, (_, at) => tree.offsetOf([`k${at}`]));
    expect(new Set(offsets).size).toBe(count);
    expect(looks - before).toBe(count);
  });
});
