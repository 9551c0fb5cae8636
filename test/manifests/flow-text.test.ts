import { readFlow } from '../../src/manifests/flow-text';

describe('a short list or mapping', () => {
  test.each<[string, unknown]>([
    ['[]', []], ['{}', {}], ['[ ]', []], ['{ }', {}], ['[a]', ['a']], ['[a, b]', ['a', 'b']], ['["*", \'b c\', .5, 8080, on, ~x]', undefined], ['["*", \'b c\', .5, 8080, on]', ['*', 'b c', 0.5, 8080, true]],
    ['{a: b}', { a: 'b' }], ['{ a: b, c:  [d, {e: ""}] }', { a: 'b', c: ['d', { e: '' }] }], ['[/a/b, x-y.z_1]', ['/a/b', 'x-y.z_1']], ['[010, null]', [8, null]],
    ['[2001:db8::, fe80::1, 2001:db8::/32]', ['2001:db8::', 'fe80::1', '2001:db8::/32']], ['{a: 2001:db8::}', { a: '2001:db8::' }],
  ])('%s is read', (text, value) => expect(readFlow(text, 0)?.value).toEqual(value));

  test('ends behind its last bracket', () => {
    expect(readFlow('a: [b]  # c', 3)).toEqual({ value: ['b'], end: 6 });
    expect(readFlow('{}', 0)?.end).toBe(2);
  });

  test.each(['a', '', '[', '[a', '[a,', '[a,]', '{a: b,}', '[a b]', '[a: b]', '{a}', '{a:b}', '{a: }', '{"a": b}', '{on: b}', '{a: b, a: c}', '{toString: b}', '["a" b]', '["a\\n"]', '[\'it\'\'s\']', '["a\n"]', '[a\n]', '[a #b\n]', '[&a b]', '[*a]',
    '[!a b]', '[-1]', '[- a]', '[.inf]', '{{ a }}', '[a, , b]', '{1: a}', '[fe80:: ]', '[1:2: 3]', `{${'a'.repeat(300)}: b}`, '['.repeat(20) + ']'.repeat(20)])('%j is left to the library', text => expect(readFlow(text, 0)).toBeUndefined());
});
