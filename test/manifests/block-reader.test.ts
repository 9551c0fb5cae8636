import * as fc from 'fast-check';
import { edited, JSON_OBJECT, JSON_VALUE, ORDINARY, STYLE, written } from './texts';
import { NOT_PLAIN, readBlocks } from '../../src/manifests/block-reader';
import { decode } from '../../src/manifests/decode';
import { readYaml } from '../../src/manifests/yaml-library';

const read = (text: string) => readBlocks(text, 0, text.length);

function byLibrary(text: string): unknown {
  const [first, ...others] = readYaml(text);
  return others.length > 0 || (first && first.problems.length > 0) ? 'a problem' : first?.value ?? null;
}

/** What the quick reader answers is what the library answers. */
function expectAgreement(raw: string): void {
  const decoded = decode(Buffer.from(raw));
  if ('problem' in decoded || /^(---|\ufeff)|\n---/.test(decoded.text)) {
    return;
  }
  const value = read(decoded.text);
  if (value !== NOT_PLAIN) {
    expect({ value }).toEqual({ value: byLibrary(decoded.text) });
  }
}

describe('the quick reader', () => {
  test('reads ordinary manifests by itself', () => {
    ORDINARY.forEach(text => expect({ value: read(text) }).toEqual({ value: byLibrary(text) }));
    expect(ORDINARY.map(read)).not.toContain(NOT_PLAIN);
  });

  test.each<[string, unknown]>([
    ['', null], ['\n# a\n   # b\n', null], ['a:\n', { a: null }], ['a: 1\nb: "c"\n', { a: 1, b: 'c' }], ['a:\n- b\n-\n  c: d\n- - e\n  - f\n', { a: ['b', { c: 'd' }, ['e', 'f']] }], ['- a:\n  - b\n', [{ a: ['b'] }]],
    ['a: |\n  b\n\n   c\n\nd: e\n', { a: 'b\n\n c\n', d: 'e' }], ['a: |-\n  b\n', { a: 'b' }], ['a: b # c\n', { a: 'b' }], ['a: b#c\n', { a: 'b#c' }], ['a: "\\u00e9\\n\\""\n', { a: 'é\n"' }], ['\'a b\': \'it\'\'s\'\n', { 'a b': 'it\'s' }],
    ['a: --b\nc: :d\ne: -1\n', { a: '--b', c: ':d', e: -1 }], ['a: {}  # b\nc: ["*"]\n', { a: {}, c: ['*'] }], ['a:\n  # c\n b: 1\n', { a: { b: 1 } }], ['-\n-\n', [null, null]], ['a:\n# b\nc: 1\n', { a: null, c: 1 }],
    ['a: "b" # c\n', { a: 'b' }], ['a:   # b\n  c: 1', { a: { c: 1 } }],
  ])('reads %j', (text, value) => {
    expect(read(text)).toEqual(value);
    expect(byLibrary(text)).toEqual(value);
  });

  test.each(['a', '...\n', '--- a', 'a: b: c', 'a: b\n  c', 'a: 1\na: 2', 'a: 1\n"a": 2', 'a:\n\tb: 1', 'a: b\tc', '\ta: 1', 'y: 1', '"on": 1', '1: a', '-a: b', '.a: b', '__proto__: 1', 'toString: 1', '~: 1', '? a', '&a b: c', 'a: &b c',
    'a: *b', 'a: !b c', 'a: >\n  b\n', 'a: |2\n  b\n', 'a: |+\n  b\n', 'a: |\nb: 1\n', 'a: |\n  b', 'a: |\n  b\n \nc: 1\n', 'a: |\n   b\n  c\n', 'a: |\u00a0\n  b\n', 'a: {}\u00a0\n', 'a: "b\n  c"\n', 'a: "b" c', 'a: "\\x41"', 'a: "b\tc"',
    'a: .inf', 'a: -.inf', 'a: [b: c]', 'a: [b\n]', 'a: [b] c', 'a:\n  b\n', 'a: 1\n b: 2', '  a: 1\nb: 2', '- a\nb: 1', 'a: 1\n- b', '- a: 1\n b: 2', '<<: a', '"<<": a', '%a: b', '@a', '`a`', 'a: @b', `${'k'.repeat(1100)}: 1`,
    `"${'k'.repeat(1100)}": 1`, '- '.repeat(200) + 'a', '"a\\"": 1', '"a" : 1', '"a', 'a: \'b', 'a: "b\\', 'a: b:\tc', 'a:\r\n  b: 1\r\n', '- a\n - b'])('leaves %j to the library, or agrees with it', text => {
    const value = read(text);
    expect([NOT_PLAIN, byLibrary(text)]).toContainEqual(value);
  });

  test('leaves what it cannot read to the library', () => {
    expect(['a', '...\n', 'a: b: c', 'a: 1\na: 2', 'a: .inf', 'a: &b c', 'a: |\n  b', '- '.repeat(200) + 'a', `${'k'.repeat(1100)}: 1`, `"${'k'.repeat(1100)}": 1`, 'a: "\\x41"', '  a: 1\nb: 2'].map(read)).toEqual(Array(12).fill(NOT_PLAIN));
  });

  test('reads a part of a text and nothing beyond', () => {
    expect(readBlocks('a: 1\nb: 2\nc: 3\n', 5, 10)).toEqual({ b: 2 });
    expect(readBlocks('x\na: |\n  b\n  c\n', 2, 11)).toEqual({ a: 'b\n' });
  });

  test('gives the library\'s value for whatever the library writes, or none', () => {
    fc.assert(fc.property(JSON_OBJECT, STYLE, (value, style) => expectAgreement(written(value, style))), { numRuns: 500 });
  });

  test('gives no other value than the library for texts that were edited', () => {
    fc.assert(fc.property(edited(fc.constantFrom(...ORDINARY)), expectAgreement), { numRuns: 1000 });
    fc.assert(fc.property(edited(fc.tuple(JSON_VALUE, STYLE).map(([value, style]) => written(value, style))), expectAgreement), { numRuns: 500 });
  });

  test('does not see comments and blank lines, wherever they stand', () => {
    const comment = fc.constantFrom('', '   ', '# a', '  # a: b', '      # - a', ' #');
    fc.assert(fc.property(fc.array(comment, { minLength: 20, maxLength: 20 }), comments => {
      const [plain] = ORDINARY;
      const value = read(plain.split('\n').map((line, at) => `${comments[at % comments.length]}\n${line}`).join('\n'));
      expect(value).toEqual(read(plain));
    }));
  });
});
