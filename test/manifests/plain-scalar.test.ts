import * as fc from 'fast-check';
import { plainKey, plainScalar } from '../../src/manifests/plain-scalar';

// What kubectl makes of each word: `kubectl annotate --local -f FILE a=b -o json`.
describe('an unquoted word', () => {
  test.each(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])('%s is true', word => expect(plainScalar(word)).toBe(true));
  test.each(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])('%s is false', word => expect(plainScalar(word)).toBe(false));
  test.each(['', '~', 'null', 'Null', 'NULL'])('%j is null', word => expect(plainScalar(word)).toBeNull());

  test.each<[string, number]>([
    ['0', 0], ['7', 7], ['8080', 8080], ['123456789012345', 123456789012345], ['1234567890123456', 1234567890123456], ['-1', -1], ['+1', 1],
    ['010', 8], ['-010', -8], ['+010', 8], ['0o10', 8], ['0O17', 15], ['-0o7', -7], ['0_7', 7],
    ['0x1F', 31], ['0X1f', 31], ['-0x1F', -31], ['+0x1F', 31], ['0x_1_F', 31],
    ['0b11', 3], ['0B11', 3], ['-0b11', -3], ['0b-101', -5], ['0b+101', 5],
    ['1_000', 1000], ['1__0_', 10], ['+_1', 1], ['685_230.15', 685230.15], ['685.230_15e+03', 685230.15],
    ['08', 8], ['-08', -8], ['0_8', 8], ['09', 9], ['0123456789', 123456789], ['00.5', 0.5], ['12e03', 12000], ['-2E+05', -200000],
    ['.5', 0.5], ['+.5', 0.5], ['-.5', -0.5], ['1.', 1], ['1.5', 1.5], ['.5e3', 500], ['.1_0', 0.1], ['.1e1_0', 1e9], ['1e3', 1000], ['1e-400', 0],
  ])('%s is the number %d', (word, number) => expect(plainScalar(word)).toBe(number));

  test.each(['-0', '-0.0', '-00', '-0x0'])('%s is zero and not less', word => expect(plainScalar(word)).toBe(0));

  test.each<[string, number]>([['.inf', Infinity], ['.Inf', Infinity], ['+.INF', Infinity], ['-.inf', -Infinity], ['.nan', NaN], ['.NaN', NaN], ['.NAN', NaN]])(
    '%s is a number that JSON does not have', (word, number) => expect(plainScalar(word)).toBe(number));

  test.each(['1:30', '190:20:30', '2001-01-01', '2001-1-1', '2001-01-01 10:00:00', '10s', '100m', '128Mi', '1.2.3', '0a', '1a', '0xg', '0x', '0b', '0b2', '-0b-1', '0o8', '0x1p4', '_1', '._5', '.1__0', '.1_', '.', '..', '.e3',
    '-', '+', '1e', '1-', '1e3e', 'yEs', 'oN', 'tRUE', 'nULL', 'nan', 'inf', 'NaN', 'Infinity', '.iNF', 'reviews', '١', '*', 'yes ', 'null\n'])('%j is text', word => expect(plainScalar(word)).toBe(word));

  test('is text where a number is too large, as for Kubernetes', () => {
    const words = ['1e400', '-1e400', '9'.repeat(400), '0x1FFFFFFFFFFFFFFFF', '+0xFFFFFFFFFFFFFFFF', '-0x8000000000000001', `0b${'1'.repeat(65)}`, `0b-1${'0'.repeat(62)}1`];
    expect(words.map(plainScalar)).toEqual(words);
  });

  test('is rounded beyond 2^53, where the API server keeps all of 64 bits', () => {
    expect(plainScalar('9007199254740993')).toBe(9007199254740992);
    expect(plainScalar('18446744073709551615')).toBe(18446744073709552000);
    expect(plainScalar('0xFFFFFFFFFFFFFFFF')).toBe(18446744073709552000);
    expect(plainScalar('-0x8000000000000000')).toBe(-9223372036854775808);
    expect(plainScalar('0b-1' + '0'.repeat(63))).toBe(-9223372036854775808);
    // Octal with more than 64 bits is read as if it were decimal.
    expect(plainScalar('02777777777777777777777')).toBe(2777777777777777777777);
  });

  test('is the number that JSON writes', () => {
    fc.assert(fc.property(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), number => {
      expect(plainScalar(JSON.stringify(number))).toBe(number + 0);
    }));
  });

  test('may be long', () => {
    for (const word of ['9'.repeat(1e6), '0x' + 'f'.repeat(1e6), '0' + '7'.repeat(1e6), '1' + '_'.repeat(1e6), '.1' + '_1'.repeat(1e6) + 'x', '1e' + '9'.repeat(1e6)]) {
      expect(['number', 'string']).toContain(typeof plainScalar(word));
    }
  });
});

describe('an unquoted key', () => {
  test.each([['a', 'a'], ['on', 'true'], ['n', 'false'], ['010', '8'], ['8080', '8080'], ['-1', '-1'], ['1.5', '1.5'], ['1.0', '1'], ['.5', '0.5'], ['0x1E', '30'], ['100000000', '100000000'], ['1e3', '1000']])(
    '%s is the text %s', (key, text) => expect(plainKey(key)).toBe(text));

  test.each(['~', '', 'null', '.inf', '1e21', '1e8', '685230.15', '1e-7', '0123456789', '9007199254740993'])('%j is left to the one who writes it: Kubernetes refuses it, or writes the number in a way of its own', key => {
    expect(plainKey(key)).toBeUndefined();
  });
});
