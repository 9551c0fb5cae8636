import { choicesOf } from '../../scripts/shapes/choices';
import { CustomShapes, Schema } from '../../scripts/shapes/custom-shapes';
import { renderTable, TableBuilder } from '../../scripts/shapes/table';
import { ShapeTable } from '../../src/schema/shape';

const text: Schema = { type: 'string' };

/** The table of one kind with this spec. */
function table(spec: Schema): ShapeTable {
  const builder = new TableBuilder();
  const shapes = new CustomShapes(builder, builder.shape({ t: 'o', u: 1 }), rule => rule === 'known');
  builder.kind('example.com', 'Thing', [['v1', shapes.kind({ type: 'object', properties: { spec } }, 'Thing')]]);
  return JSON.parse(builder.toJson()) as ShapeTable;
}

test('equal shapes are there once, and before those that have them', () => {
  const { shapes, kinds } = table({ type: 'object', properties: { a: text, b: text, c: { type: 'object', properties: { d: text } } } });
  const root = shapes[kinds['example.com'].Thing.v1];
  const spec = shapes[root.p!.spec];
  expect(spec.p!.a).toBe(spec.p!.b);
  expect(new Set(shapes.map(shape => JSON.stringify(shape))).size).toBe(shapes.length);
  expect(root.p!.spec).toBeLessThan(kinds['example.com'].Thing.v1);
});

test('every object must have metadata', () => {
  const { shapes, kinds } = table({ type: 'object' });
  expect(shapes[kinds['example.com'].Thing.v1].r).toEqual(['metadata']);
});

test('bounds that are excluded are kept as such', () => {
  const { shapes } = table({ type: 'number', minimum: 1, maximum: 2, exclusiveMinimum: true, exclusiveMaximum: true });
  expect(shapes).toContainEqual({ t: 'n', l: 1, h: 2, lx: 1, hx: 1 });
});

test('a rule about a change is left out, another has its message', () => {
  const { shapes, rules } = table({ 'type': 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'no' }, { rule: 'known', message: 'yes' }] });
  expect(rules).toEqual(['known']);
  expect(shapes).toContainEqual({ t: 's', x: [[0, 'yes']] });
});

test.each<[what: string, spec: Schema, message: string]>([
  ['a rule without a predicate', { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'self.new()', message: 'no' }] }, 'Thing.spec: nobody has written a predicate for self.new()'],
  ['a rule that has more than a message', { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'known', message: 'no', fieldPath: '.a' }] }, 'Thing.spec: the rule "known" has fieldPath'],
  ['a rule without a message', { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'known' }] }, 'has no message'],
  ['a choice of another form', { type: 'object', oneOf: [{ minProperties: 1 }] }, 'nobody has written a predicate for oneOf: [{"minProperties":1}]'],
  ['a keyword', { type: 'string', multipleOf: 2 }, 'Thing.spec: has multipleOf, which src/schema does not check'],
  ['a type', { type: 'thing' }, 'has the type thing'],
  ['a format', { type: 'string', format: 'uuid' }, 'has the format uuid'],
  ['a pattern of Go alone', { type: 'string', pattern: '^\\S+$' }, 'may mean something else in JavaScript'],
  ['a pattern that JavaScript does not read', { type: 'string', pattern: '(?P<a>b)' }, 'JavaScript does not read its pattern'],
])('fails: %s that the generator does not know', (_, spec, message) => {
  expect(() => table(spec)).toThrow(message);
});

test('choices are found in all forms that Istio has', () => {
  const one = (name: string) => ({ required: [name] });
  expect(choicesOf({ oneOf: [one('a'), one('b')] })).toEqual({ choices: [[1, 'a', 'b']], others: [] });
  expect(choicesOf({ oneOf: [{ not: { anyOf: [one('a'), one('b')] } }, one('a'), one('b')] })).toEqual({ choices: [[0, 'a', 'b']], others: [] });
  expect(choicesOf({ allOf: [{ oneOf: [one('a')] }, { oneOf: [one('b')] }] }).choices).toEqual([[1, 'a'], [1, 'b']]);
  expect(choicesOf({ oneOf: [{ not: { anyOf: [one('a')] } }, one('b')] }).others).toHaveLength(1);
});

test('the text of a table is that of its file', () => {
  const json = JSON.stringify({ text: 'a\\b `c` ${d}' });
  const written = /= (`[^]*`);/.exec(renderTable('x', json))![1];
  expect(new Function(`return ${written}`)()).toBe(json);
});
