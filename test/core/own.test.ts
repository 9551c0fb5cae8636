import { own } from '../../src/core/own';

test('a table has what was put into it, and nothing that objects have by themselves', () => {
  const table = { a: 1, ['__proto__']: 2 };
  expect(['a', '__proto__', 'b', 'constructor', 'toString'].map(name => own(table, name))).toEqual([1, 2, undefined, undefined, undefined]);
  expect(own({ a: 1 }, '__proto__')).toBeUndefined();
});
