import { AliasBudget } from '../../src/manifests/node-value';
import { parseYaml, readYaml } from '../../src/manifests/yaml-library';

const value = (text: string) => {
  const [{ value: found, problems }] = readYaml(text);
  expect(problems).toEqual([]);
  return found;
};
const problem = (text: string) => readYaml(text)[0].problems[0];

describe('all of YAML, as Kubernetes reads it', () => {
  test.each<[string, unknown]>([
    ['a: >\n  b\n  c\n', { a: 'b c\n' }], ['a: b\n  c\n', { a: 'b c' }], ['a: [on, "on", 010]', { a: [true, 'on', 8] }], ['on: 1\n010: 2\n"y": 3', { true: 1, 8: 2, y: 3 }], ['a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    ['a: {b, ? c : d}', { a: { b: null, c: 'd' } }], ['- &x 5\n- *x : 3', [5, { 5: 3 }]], ['a: !!str 12\nb: !!int "12"\nc: !!float 1\nd: !!bool "yes"\ne: !!null ""\nf: !foo 12\ng: !!binary aGVsbG8=\nh: !!timestamp 2001-01-01',
      { a: '12', b: 12, c: 1, d: true, e: null, f: '12', g: 'hello', h: '2001-01-01' }],
    ['a: &x {p: 1, q: 2}\nb: {<<: *x, p: 5}\nc: {p: 5, <<: *x}', { a: { p: 1, q: 2 }, b: { p: 5, q: 2 }, c: { p: 1, q: 2 } }], ['a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}', { a: { p: 1 }, b: { p: 2, q: 2 }, c: { p: 1, q: 2 } }],
    ['a: {<<: {b: 1}}', { a: { b: 1 } }], ['"<<": 1', { '<<': 1 }], ['a: <<', { a: '<<' }], ['a:\n', { a: null }], ['b: &x\nc: *x', { b: null, c: null }],
  ])('%j', (text, expected) => expect(value(text)).toEqual(expected));

  test('keeps a key that objects have of themselves', () => {
    expect(JSON.stringify(value('__proto__: {a: 1}'))).toBe('{"__proto__":{"a":1}}');
  });

  test.each<[string, string, number]>([
    ['a: 1\na: 2', 'the key "a" stands here twice', 5], ['{a: 1, "a": 2}', 'the key "a" stands here twice', 7], ['~: 1', 'a key is no text: write it in quotes', 0], ['a: {{ b }}', 'a key is no text, but a mapping', 4], ['a: &x [1]\nb: {*x : 1}', 'a key is no text', 14],
    ['a: [.inf]', 'the number is infinite', 4], ['a: *b', 'no anchor &b stands before the alias *b', 3], ['a: &a [*a]', 'the anchor &a contains itself', 7], ['<<: a', 'the key << takes a mapping', 4], ['a: &x 1\n<<: *x', 'the key << takes a mapping', 12], ['<<:', 'the key << takes', 3],
    ['a: !!int b', '"b" is no !!int: leave the tag out', 9], ['a: "b', 'missing closing', 5], ['%YAML 1.1\n', 'the directive %YAML 1.1, which kubectl does not take', 0], ['] a', 'unexpected', 0], ['['.repeat(500), 'is nested deeper than 400 levels', 400],
    ['- '.repeat(500), 'is nested deeper than 400 levels', 800], ['? '.repeat(500), 'is nested deeper than 400 levels', 800], ['x'.repeat(8_000_001), 'a document of more than 8 million characters', 0], [`!!int "${'x'.repeat(90)}"`, '...', 6],
  ])('fails for text %#', (text, message, offset) => {
    expect(problem(text).message).toContain(message);
    expect(problem(text).offset).toBe(offset);
  });

  test('fails for aliases that stand for too many values, also by merging', () => {
    const bomb = (of: (name: string) => string) => Array.from({ length: 30 }, (_, at) => at === 0 ? 'a0: &a0 {k: [v]}\n' : `a${at}: &a${at} ${of(`*a${at - 1}`)}\n`).join('');
    expect(problem(bomb(name => `[${Array(9).fill(name).join(', ')}]`)).message).toContain('its aliases stand for more than 400000 values');
    expect(problem(bomb(name => `{<<: [${Array(9).fill(name).join(', ')}]}`)).message).toContain('its aliases stand for more than 400000 values');
  });

  test('fails for values that are deep by their aliases, and not by their text', () => {
    const nested = (times: number, inner: string) => `${'['.repeat(times)}${inner}${']'.repeat(times)}`;
    const chain = (times: number, each: number) => Array.from({ length: times }, (_, at) => `a${at}: &a${at} ${nested(each, at === 0 ? 'v' : `*a${at - 1}`)}\n`).join('');
    expect(problem(chain(40, 300))).toEqual({ message: 'is nested deeper than 400 levels by its aliases', offset: 918 });
    expect(problem(chain(1000, 1)).message).toBe('is nested deeper than 400 levels by its aliases');
    // The mapping around it is a level, too.
    expect(value(chain(398, 1))).toHaveProperty('a397');
    expect(problem(chain(399, 1)).message).toContain('deeper');
  });

  test('fails for aliases that stand for too many values in several documents together', () => {
    const budget = new AliasBudget(100);
    const document = `a: &a [${'1,'.repeat(29)}]\nb: [*a, *a]\n`;
    expect(readYaml(document, budget)[0].problems).toEqual([]);
    expect(readYaml(document, budget)[0].problems).toEqual([{ message: 'the aliases up to here stand for more than 100 values, which is an attack: write fewer of them', offset: expect.any(Number) }]);
  });

  test('takes an anchor that is used many times', () => {
    expect(value(`a: &a {b: c}\nl:\n${'- *a\n'.repeat(5000)}`)).toHaveProperty(['l', '4999', 'b'], 'c');
  });

  test('may have many keys and anchors', () => {
    const many = value(Array.from({ length: 20_000 }, (_, at) => `"k${at}": &a${at} x\n`).join(''));
    expect(Object.keys(many as object)).toHaveLength(20_000);
  }, 60_000);

  test('leaves the limit of stacks as it was', () => {
    const { stackTraceLimit } = Error;
    parseYaml('a: b: c');
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
