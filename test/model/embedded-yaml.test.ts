import { embeddedYaml } from '../../src/model/embedded-yaml';

describe('YAML in a text of an object', () => {
  test('is read, or told to be none', () => {
    expect(embeddedYaml('a: &a [1]\nb: *a\n')).toEqual({ value: { a: [1], b: [1] }, problem: undefined });
    expect(embeddedYaml('a: [').problem).toContain('flow sequence');
    expect(embeddedYaml('')).toEqual({});
  });

  test('fails for aliases that stand for more than anybody writes there', () => {
    expect(embeddedYaml(`a: &a [${'1,'.repeat(100)}]\nb: [${'*a,'.repeat(10)}]`).problem).toBe('the aliases up to here stand for more than 1000 values, which is an attack: write fewer of them');
    expect(embeddedYaml(`a: &a [${'1,'.repeat(97)}]\nb: [${'*a,'.repeat(10)}]`).problem).toBeUndefined();
  });
});
