import { asksPresence, coversText, takesEveryText } from '../../src/model/string-match';

describe('a condition of a text', () => {
  test('covers what is within it, and nothing else', () => {
    expect(coversText({ exact: 'a' }, { exact: 'a' })).toBe(true);
    expect(coversText({ exact: 'a' }, { exact: 'ab' })).toBe(false);
    expect(coversText({ exact: 'a' }, { prefix: 'a' })).toBe(false);
    expect(coversText({ prefix: 'a' }, { exact: 'ab' })).toBe(true);
    expect(coversText({ prefix: 'a' }, { prefix: 'ab' })).toBe(true);
    expect(coversText({ prefix: 'ab' }, { prefix: 'a' })).toBe(false);
    expect(coversText({ prefix: 'a' }, { regex: 'ab.*' })).toBe(false);
  });

  test('that is a regular expression covers itself, and texts that match it', () => {
    expect(coversText({ regex: 'a.*' }, { regex: 'a.*' })).toBe(true);
    expect(coversText({ regex: 'a.*' }, { regex: 'ab.*' })).toBe(false);
    expect(coversText({ regex: 'a.*' }, { exact: 'ab' })).toBe(true);
    expect(coversText({ regex: 'a.*' }, { exact: 'ba' })).toBe(false);
    expect(coversText({ regex: 'a.*' }, { prefix: 'ab' })).toBe(false);
    expect(coversText({ regex: '(' }, { exact: '(' })).toBe(false);
  });

  test('that asks for presence, or for anything, covers all', () => {
    for (const wide of [{}, { regex: '*' }, { regex: '.*' }, { regex: '^.*$' }, { prefix: '' }]) {
      expect(coversText(wide, { prefix: 'a' })).toBe(true);
    }
    expect(asksPresence({})).toBe(true);
    expect(asksPresence({ regex: '*' })).toBe(true);
    expect(asksPresence({ regex: '.*' })).toBe(false);
    expect(asksPresence({ exact: '' })).toBe(false);
    expect(asksPresence({ prefix: '' })).toBe(false);
    expect(takesEveryText({ prefix: '' })).toBe(true);
    expect(takesEveryText({ exact: '' })).toBe(false);
    expect(takesEveryText({ regex: '.+' })).toBe(false);
  });
});
