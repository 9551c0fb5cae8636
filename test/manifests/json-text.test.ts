import * as fc from 'fast-check';
import { NOT_PLAIN } from '../../src/manifests/block-reader';
import { readJson } from '../../src/manifests/json-text';

describe('JSON', () => {
  test('is read as it is written', () => {
    fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(undefined, 2), (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      expect(readJson(text)).toEqual(/(^|[:,[\s])-0(?![.\d])/.test(text) ? NOT_PLAIN : JSON.parse(text));
    }));
  });

  test('has its brackets, colons and quotes in texts', () => {
    const value = { 'a:"[{': ':"\\', 'b': ['{', '}}}]'], '__proto__': { c: null } };
    expect(JSON.stringify(readJson(JSON.stringify(value)))).toBe(JSON.stringify(value));
  });

  test.each([['a key twice', '{"a":1,"a":2}'], ['a key twice, deep inside', '[{"b":{"a":1,"a":2}}]'], ['a number too large', '{"a":1e400}'], ['a negative zero', '[-0]'], ['no end', '{"a":'], ['no end of a text', '{"a'], ['a comment', '{"a":1} # b'],
    ['YAML', '{a: b}'], ['too many levels', '['.repeat(200) + ']'.repeat(200)], ['a template', '{{ a }}'], ['two values', '{}{}']])('with %s is left to the library', (_, text) => expect(readJson(text)).toBe(NOT_PLAIN));
});
