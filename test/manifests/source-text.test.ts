import * as fc from 'fast-check';
import { isObject } from '../../src/manifests/manifest';
import { isOfFile } from '../../src/manifests/origin';
import { SourceText } from '../../src/manifests/source-text';

describe('a source text', () => {
  const source = new SourceText('a.yaml', 'one\ntwo\n\nfour');

  test.each([[0, 1, 1], [2, 1, 3], [3, 1, 4], [4, 2, 1], [8, 3, 1], [9, 4, 1], [13, 4, 5]])('has the offset %d in line %d, column %d', (offset, line, column) => {
    expect(source.placeOf(offset)).toEqual({ line, column });
  });

  test('shows its lines without their ends', () => {
    expect([1, 2, 3, 4].map(line => source.line(line))).toEqual(['one', 'two', '', 'four']);
    expect(new SourceText('-', 'a\r\nb').line(1)).toBe('a');
  });

  test('has nothing in lines that it does not have', () => {
    expect(source.line(0)).toBe('');
    expect(source.line(5)).toBe('');
    expect(new SourceText('-', '').line(1)).toBe('');
  });

  test('finds each character where its line shows it', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', '\n', 'é', '😀'), { maxLength: 30 }).map(parts => parts.join('')), fc.nat(100), (text, at) => {
      const any = new SourceText('-', text);
      const { line, column } = any.placeOf(at % (text.length + 1));
      const character = text[at % (text.length + 1)];
      expect(any.line(line)[column - 1]).toBe(character === '\n' ? undefined : character);
    }));
  });
});

test('an origin is of a file if it has a text', () => {
  expect(isOfFile({ source: new SourceText('-', ''), from: 0, to: 0 })).toBe(true);
  expect(isOfFile({ construct: 'app/chart/service' })).toBe(false);
});

test('an object is neither a list nor null', () => {
  expect([{}, { a: 1 }].every(isObject)).toBe(true);
  expect([null, undefined, [], 'a', 1, true].some(isObject)).toBe(false);
});
