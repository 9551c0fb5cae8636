import { quoted } from '../../src/check/quoted';

describe('names in messages', () => {
  test('are quoted one by one', () => {
    expect(quoted(['a', 'b'])).toBe('\'a\', \'b\'');
    expect(quoted(new Set<string>())).toBe('');
  });
});
