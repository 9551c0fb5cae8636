import { InputCount, tooManyBytes } from '../../src/cli/input-limits';

describe('what is read in one run', () => {
  test('is counted, and what would be too much is not', () => {
    const count = new InputCount({ bytes: 100, values: 10 });
    count.add(Buffer.from('{},'.repeat(3)));
    expect(count.bytesLeft).toBe(91);
    expect(() => count.add(Buffer.from('- {}\n'.repeat(2)))).toThrow('would make more than 10 values to be read at once: check parts of it');
    expect(count.bytesLeft).toBe(91);
    count.add(Buffer.from('- {}'));
    expect(count.bytesLeft).toBe(87);
  });

  test.each([
    ['a: 1\nb: 2\n', 2], ['- 1\n- - 2\n', 5], ['{a: [1, 2]}', 3], ['? a\r? b\r', 4], ['plain text without any', 0],
  ])('%j has %i at most', (text, values) => {
    expect(() => new InputCount({ bytes: 100, values }).add(Buffer.from(text))).not.toThrow();
    expect(() => new InputCount({ bytes: 100, values: values - 1 }).add(Buffer.from(text))).toThrow();
  });

  test('has a limit that is said in mebibytes', () => {
    expect(tooManyBytes({ bytes: 2 ** 28, values: 1 }).message).toBe('would make more than 256 MiB to be read at once: check parts of it');
  });
});
