import * as fc from 'fast-check';
import { Condition, conditionContains, conditionsDisjoint, intersectConditions } from '../../src/routing/condition';

const TEXTS = ['', '/', '/a', '/a/', '/ab', '/a/b', '/b', '/b/c'];
const VALUES = [...TEXTS, undefined];

const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constantFrom('exact' as const, 'prefix' as const), value: fc.constantFrom(...TEXTS) }),
  fc.record({ kind: fc.constant('regex' as const), value: fc.constantFrom('/a.*', '/[ab]', '.*') }),
  fc.constantFrom<Condition>({ kind: 'present' }, { kind: 'absent' }),
);

function meets(condition: Condition, value: string | undefined): boolean {
  switch (condition.kind) {
    case 'absent': return value === undefined;
    case 'present': return value !== undefined;
    case 'exact': return value === condition.value;
    case 'prefix': return value !== undefined && value.startsWith(condition.value);
    case 'regex': return value !== undefined && new RegExp(`^(?:${condition.value})$`).test(value);
  }
}

describe('two conditions on one property', () => {
  test('contain each other only if all values of the one are values of the other', () => {
    fc.assert(fc.property(conditions, conditions, (outer, inner) => {
      fc.pre(conditionContains(outer, inner));
      expect(VALUES.filter(value => meets(inner, value) && !meets(outer, value))).toEqual([]);
    }));
  });

  test('are disjoint only if no value is of both', () => {
    fc.assert(fc.property(conditions, conditions, (a, b) => {
      fc.pre(conditionsDisjoint(a, b));
      expect(VALUES.filter(value => meets(a, value) && meets(b, value))).toEqual([]);
    }));
  });

  test('intersect in the values of both, or cannot be written', () => {
    fc.assert(fc.property(conditions, conditions, (a, b) => {
      const both = intersectConditions(a, b);
      fc.pre(both !== 'inexpressible');
      expect(VALUES.filter(value => both !== undefined && meets(both, value))).toEqual(VALUES.filter(value => meets(a, value) && meets(b, value)));
    }));
  });

  test('of a property with several values at once exclude each other only if no set of values meets both', () => {
    const sets = [[], ...TEXTS.flatMap((one, at) => [[one], ...TEXTS.slice(at + 1).map(other => [one, other])])];
    const anyMeets = (condition: Condition, values: readonly string[]) =>
      condition.kind === 'absent' ? values.length === 0 : values.some(value => meets(condition, value));
    fc.assert(fc.property(conditions, conditions, (a, b) => {
      const shared = sets.filter(values => anyMeets(a, values) && anyMeets(b, values));
      if (conditionsDisjoint(a, b, true)) {
        expect(shared).toEqual([]);
      }
      const both = intersectConditions(a, b, true);
      fc.pre(both !== 'inexpressible');
      expect(sets.filter(values => both !== undefined && anyMeets(both, values))).toEqual(shared);
    }));
    expect(conditionsDisjoint({ kind: 'exact', value: 'a' }, { kind: 'exact', value: 'b' }, true)).toBe(false);
  });

  test.each<[Condition, Condition]>([
    [{ kind: 'prefix', value: '/a' }, { kind: 'prefix', value: '/a/b' }],
    [{ kind: 'prefix', value: '/a' }, { kind: 'exact', value: '/ab' }],
    [{ kind: 'regex', value: '/[ab]' }, { kind: 'exact', value: '/a' }],
    [{ kind: 'regex', value: '/[ab]' }, { kind: 'regex', value: '/[ab]' }],
    [{ kind: 'present' }, { kind: 'regex', value: 'x' }],
    [{ kind: 'absent' }, { kind: 'absent' }],
  ])('%j contains %j, which is what both ask for', (outer, inner) => {
    expect(conditionContains(outer, inner)).toBe(true);
    expect(intersectConditions(outer, inner)).toEqual(inner);
    expect(intersectConditions(inner, outer)).toEqual(inner);
  });

  test.each<[Condition, Condition]>([
    [{ kind: 'exact', value: '/a' }, { kind: 'exact', value: '/b' }],
    [{ kind: 'prefix', value: '/a' }, { kind: 'prefix', value: '/b' }],
    [{ kind: 'regex', value: '/[ab]' }, { kind: 'exact', value: '/c' }],
    [{ kind: 'absent' }, { kind: 'present' }],
    [{ kind: 'absent' }, { kind: 'exact', value: '' }],
  ])('%j and %j exclude each other', (a, b) => {
    expect(conditionsDisjoint(a, b)).toBe(true);
    expect(intersectConditions(b, a)).toBeUndefined();
  });

  test('regular expressions that differ may overlap, which cannot be written', () => {
    expect(intersectConditions({ kind: 'regex', value: 'a.' }, { kind: 'regex', value: '.b' })).toBe('inexpressible');
    expect(intersectConditions({ kind: 'prefix', value: 'a' }, { kind: 'regex', value: 'a.' })).toBe('inexpressible');
  });
});
