import * as fc from 'fast-check';
import { knownRules, predicateOf } from '../../src/schema/cel-rules';
import { compileRule, isTransitionRule, rulesOf } from '../support/schema/cel';
import { toCel } from '../support/schema/cel-values';
import { customKinds } from '../support/schema/crds';
import { withDefaults } from '../support/schema/defaults';
import { CHOICES, generate, picker } from '../support/schema/generate';
import { Schema } from '../support/schema/schema';

/** A schema for each rule of the kinds that we know; those of status are not asked. */
function rules(): Map<string, Schema[]> {
  const found = new Map<string, Schema[]>();
  const visit = (schema: Schema, path: string): void => {
    if (path.startsWith('.status')) {
      return;
    }
    for (const { rule } of rulesOf(schema).filter(each => !isTransitionRule(each))) {
      const known = found.get(rule) ?? [];
      // A rule of many places is tried on those that differ.
      if (!known.some(other => JSON.stringify(other) === JSON.stringify(schema))) {
        found.set(rule, [...known, schema].slice(0, 6));
      }
    }
    Object.entries(schema.properties ?? {}).forEach(([name, child]) => visit(child, `${path}.${name}`));
    [schema.items, schema.additionalProperties].forEach(child => typeof child === 'object' && visit(child, `${path}[]`));
  };
  customKinds().filter(({ group }) => /\.istio\.io$|^gateway\.networking/.test(group)).forEach(({ schema }) => visit(schema, ''));
  return found;
}

const RULES = [...rules()];

test('there is a predicate for every rule, and none that no CRD has', () => {
  expect(RULES.map(([rule]) => rule).filter(rule => !predicateOf(rule))).toEqual([]);
  expect(knownRules().filter(rule => !RULES.some(([known]) => known === rule))).toEqual([]);
});

test.each(RULES.filter(([rule]) => rule.includes('self[15]')))('%s counts the matches of all rules', rule => {
  const matches = (count: number) => ({ matches: Array.from({ length: count }, () => ({})) });
  for (const [last, holds] of [[8, true], [9, false]] as const) {
    const value = [matches(60), matches(60), matches(0), matches(last)];
    expect(predicateOf(rule)!(value)).toBe(holds);
    expect(compileRule(rule)(toCel(undefined, value))).toEqual({ value: holds });
  }
});

test('a rule that nobody has written has no predicate', () => {
  expect(predicateOf('self.a == self.b')).toBeUndefined();
  expect(predicateOf('toString')).toBeUndefined();
});

/** The names of fields and the texts that a rule has in it. */
function wordsOf(rule: string): string[] {
  const texts = [...rule.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double);
  return [...new Set([...rule.match(/[A-Za-z]\w+/g) ?? [], ...texts, ...texts.map(text => `/a${text}`), ...texts.map(text => `/a${text}/b`)])];
}

// The other rule on all matches of a route needs more of them than the values have.
test.each(RULES.filter(([rule]) => !rule.includes('self[15]')))('%s says what the evaluator says', (rule, schemas) => {
  const holds = predicateOf(rule)!;
  const evaluate = compileRule(rule);
  const words = wordsOf(rule);
  const seen = { true: 0, false: 0 };
  fc.assert(fc.property(fc.constantFrom(...schemas), CHOICES, (schema, choices) => {
    const value = withDefaults(schema, generate(schema, { pick: picker(choices), words }));
    // The evaluator takes an empty text for no time at all, which Go refuses.
    fc.pre((value as { request?: string }).request !== '');
    const result = evaluate(toCel(schema, value));
    const expected = 'value' in result && result.value === true;
    seen[`${expected}`]++;
    if (holds(value) !== expected) {
      throw new Error(`${expected ? 'holds' : 'does not hold'} of ${JSON.stringify(value)}`);
    }
  }), { numRuns: 250 });
  // Otherwise the values do not try it.
  expect(seen).toEqual({ true: expect.any(Number), false: expect.any(Number) });
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(0);
});
