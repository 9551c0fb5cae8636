import { remembered } from '../../src/model/remembered';

describe('what is remembered', () => {
  test('is found once for each object', () => {
    const asked: object[] = [];
    const find = remembered((key: object) => asked.push(key));
    const [one, other] = [{}, {}];
    expect([find(one), find(one), find(other), find(one)]).toEqual([1, 1, 2, 1]);
    expect(asked).toEqual([one, other]);
  });
});
