import * as fc from 'fast-check';
import { goDuration } from '../../src/schema/go-duration';

test.each([
  ['1h3m', 3_780e9], ['1.5s', 1.5e9], ['10us', 10_000], ['10µs', 10_000], ['10μs', 10_000], ['5ns', 5], ['0', 0], ['+0', 0], ['-1ms', -1e6], ['.5s', 5e8], ['1.s', 1e9],
  ['1.5ns', 1], ['0.9999999999999999999ms', 999_999], ['2540400h', 2540400 * 3600e9],
])('%s is %d nanoseconds', (text, nanoseconds) => {
  expect(goDuration(text)).toBe(nanoseconds);
});

test.each(['', '-', '+', '5', 's', '.s', '1d', '1 s', ' 1s', '1s ', '1S', '--1s', '1..5s', '2562048h', '1e3s', '0x1s', '٣s'])('fails: %p is none', text => {
  expect(goDuration(text)).toBeNaN();
});

test('parts of any units add up', () => {
  const units = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };
  const part = fc.tuple(fc.nat(999), fc.constantFrom(...Object.keys(units) as (keyof typeof units)[]));
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
    expect(goDuration(parts.map(([count, unit]) => `${count}${unit}`).join(''))).toBe(parts.reduce((sum, [count, unit]) => sum + count * units[unit], 0));
  }));
});
