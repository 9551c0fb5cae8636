import { compileOnce, noteChange } from '../../src/routing/compile-once';

test('compiles again only after a change, with the problems of the last time', () => {
  let count = 0;
  const compiled = compileOnce(problems => {
    count++;
    problems.push({ owner: undefined as any, message: `problem ${count}` });
    return count;
  });
  expect([compiled().result, compiled().result]).toEqual([1, 1]);
  noteChange();
  expect(compiled()).toMatchObject({ result: 2, problems: [{ message: 'problem 2' }] });
  expect(count).toBe(2);
});
