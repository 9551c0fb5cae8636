import { isRule, severitiesProblem } from '../../src/check/severities';

describe('severities that somebody gives', () => {
  test('are of rules that there are', () => {
    expect([isRule('subset-not-defined'), isRule('constructor'), isRule('')]).toEqual([true, false, false]);
    expect(severitiesProblem({ 'subset-not-defined': 'off', 'no-routes': 'info' })).toBeUndefined();
    expect(severitiesProblem({ subset: 'off' })).toBe('there is no rule \'subset\': docs/checks.md has all');
  });

  test.each([['loud', '"loud"'], [5, '5'], [null, 'null'], [['off'], '["off"]'], ['', '""']])('fails for %j', (severity, shown) => {
    expect(severitiesProblem({ 'no-routes': severity })).toBe(`the severity of rule 'no-routes' is ${shown}: use error, warning, info, off`);
  });
});
