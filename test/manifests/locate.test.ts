import * as fc from 'fast-check';
import { written } from './texts';
import { locate } from '../../src/manifests/locate';
import { SourceText } from '../../src/manifests/source-text';

jest.mock('../../src/manifests/yaml-library', () => ({ ...jest.requireActual<object>('../../src/manifests/yaml-library') }));
const library = jest.requireMock<{ parseYaml: () => unknown }>('../../src/manifests/yaml-library');

const place = (text: string, path: (string | number)[], within?: (string | number)[]) => {
  const { line, column } = locate({ source: new SourceText('-', text), from: 0, to: text.length, within }, path);
  return `${line}:${column}`;
};

describe('a field', () => {
  const text = '# a\nspec:\n  "hosts": [a, b]\n  on: 1\n  http:\n    - name: x\n    -\n      name: y\n';

  test.each<[(string | number)[], string]>([
    [[], '2:1'], [['spec'], '2:1'], [['spec', 'hosts'], '3:3'], [['spec', 'hosts', 1], '3:16'], [['spec', 'true'], '4:3'], [['spec', 'http', 0, 'name'], '6:7'], [['spec', 'http', 1, 'name'], '8:7'],
    [['spec', 'http', 7, 'name'], '5:3'], [['spec', 'none', 'name'], '2:1'], [['spec', 'hosts', 0, 'deep'], '3:13'],
  ])('%j stands at %s, or what is nearest to it', (path, expected) => expect(place(text, path)).toBe(expected));

  test('of an item of a list of objects', () => {
    expect(place('{"kind": "List", "items": [\n  {"a": 1},\n  {"a": 2}]}', ['a'], ['items', 1])).toBe('3:4');
  });

  test('that comes from an anchor stands there', () => {
    expect(place('a: &a\n  b: 1\nc: *a\nd:\n  <<: *a\ne:\n  <<: [{f: 1}, *a]\n', ['c', 'b'])).toBe('2:3');
    expect(place('a: &a\n  b: 1\nd:\n  <<: *a\n', ['d', 'b'])).toBe('2:3');
    expect(place('a: &a\n  b: 1\ne:\n  <<: [{f: 1}, *a, *a, 5]\n', ['e', 'b'])).toBe('2:3');
    expect(place('a: &a\n  b: 1\ne:\n  <<: [*a, *a]\n', ['e', 'none'])).toBe('3:1');
    expect(place('a: *none\n', ['a', 'b'])).toBe('1:1');
  });

  test('of a text that is no YAML stands where that begins', () => {
    expect(place(']', ['a'])).toBe('1:1');
    expect(place('', ['a'])).toBe('1:1');
  });

  test('of items of lists of objects, of which each document is parsed once', () => {
    const lists = ['a', 'b', 'c'].map(name => `kind: List\nitems:\n- ${name}: 1\n-\n- ${name}: 2\n---\n`);
    const source = new SourceText('-', lists.join(''));
    const parse = jest.spyOn(library, 'parseYaml');
    const places = Array.from({ length: 5 }, () => lists.map((list, at) => locate({ source, from: at * list.length, to: (at + 1) * list.length - 4, within: ['items', 2] }, []).line));
    expect(places[4]).toEqual([5, 11, 17]);
    expect(parse).toHaveBeenCalledTimes(3);
    parse.mockRestore();
  });

  test('of each document of a text, asked in turn', () => {
    const source = new SourceText('-', 'a: 1\n---\nb: 2\n');
    expect(locate({ source, from: 9, to: 14 }, ['b'])).toEqual({ line: 3, column: 1 });
    expect(locate({ source, from: 0, to: 5 }, ['a'])).toEqual({ line: 1, column: 1 });
    expect(locate({ source, from: 0, to: 5 }, ['a'])).toEqual({ line: 1, column: 1 });
  });

  test('stands where its key is written', () => {
    const key = fc.stringMatching(/^[a-m]{1,3}$/).map(name => `k${name}`);
    const object = fc.letrec<{ value: unknown; object: { [key: string]: unknown } }>(tie => ({
      value: fc.oneof({ depthSize: 'small' }, fc.integer(), tie('object'), fc.array(tie('value'), { maxLength: 3 })),
      object: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    })).object;
    const paths = (value: unknown): (string | number)[][] => typeof value !== 'object' || value === null ? []
      : (Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value))
        .flatMap(([step, of]) => [[step], ...paths(of).map(path => [step, ...path])]);
    fc.assert(fc.property(object, fc.boolean(), fc.constantFrom('any' as const, 'flow' as const), (value, indentSeq, collectionStyle) => {
      const source = new SourceText('-', written(value, { indentSeq, collectionStyle, aliasDuplicateObjects: false }));
      for (const path of paths(value).filter(steps => typeof steps.at(-1) === 'string')) {
        const { line, column } = locate({ source, from: 0, to: source.text.length }, path);
        expect(source.line(line).slice(column - 1).startsWith(`${path.at(-1)}:`)).toBe(true);
      }
    }));
  });
});
