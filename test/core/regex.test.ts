import fc from 'fast-check';
import { escapeRegex, matchesWhole, regexProblem } from '../../src/core/regex';

describe('a regular expression', () => {
  test.each(['/api/v[0-9]+/.*', '(?i)jason', '[^;]*', '\\d{3}', '(?P<name>a)', '.*'])('may be %s', pattern => {
    expect(regexProblem(pattern)).toBeUndefined();
  });

  test('may have 1,024 bytes', () => {
    expect(regexProblem('a'.repeat(1024))).toBeUndefined();
  });

  test.each(['(?=a)b', '(?!a)b', '(?<=a)b', '(a)\\1', '(', '[z-a]', 'a{2000}', '*a'])('fails where RE2 would refuse it: %s', pattern => {
    expect(regexProblem(pattern)).toContain(`the regular expression '${pattern}' is not RE2 syntax`);
    expect(regexProblem(pattern)).toContain('no lookaround and no backreferences');
  });

  test('fails over 1,024 bytes, counted as bytes', () => {
    expect(regexProblem('a'.repeat(1025))).toContain('has 1025 bytes, Istio takes at most 1024');
    expect(regexProblem('é'.repeat(513))).toContain('has 1026 bytes');
  });

  test('fails empty, with what to use instead', () => {
    expect(regexProblem('')).toContain('is empty: use exact, prefix or present');
  });

  test('matches the whole of a text, as Envoy does', () => {
    expect(matchesWhole('/api', '/api')).toBe(true);
    expect(matchesWhole('/api', '/api/v1')).toBe(false);
    expect(matchesWhole('a|ab', 'ab')).toBe(true);
  });

  test('of an escaped text matches just that text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab.*+?^${}()|[]\\/-;= '), minLength: 1 });
    fc.assert(fc.property(text, text, (one, other) =>
      matchesWhole(escapeRegex(one), other) === (one === other) && matchesWhole(escapeRegex(one), one)));
  });
});
