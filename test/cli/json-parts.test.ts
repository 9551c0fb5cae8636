import * as fc from 'fast-check';
import { jsonParts } from '../../src/cli/json-parts';

describe('JSON in parts', () => {
  test('is what JSON.stringify makes of the whole', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
      expect([...jsonParts(value)].join('')).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }));
    const deep = { a: [{ b: [{ c: [{ d: [{ e: [] }] }] }], f: undefined }] };
    expect([...jsonParts(deep)].join('')).toBe(`${JSON.stringify(deep, null, 2)}\n`);
  });

  test('has what a generator gives as a list, each item when it is asked for', () => {
    let made = 0;
    function* items() {
      for (; made < 1000; made++) {
        yield { made };
      }
    }
    const parts = jsonParts({ items: items() });
    for (let at = 0; at < 20; at++) {
      parts.next();
    }
    expect(made).toBeLessThan(20);
    expect([...jsonParts({ items: (function* () {})() })].join('')).toBe('{\n  "items": []\n}\n');
  });
});
