import { quantityOf } from '../../src/model/quantity';

test.each([
  ['1', 1], ['100m', 0.1], ['1Gi', 2 ** 30], ['1.5k', 1500], ['1e3', 1000], ['1E', 1e18], ['.5', 0.5], ['-1', -1], ['+1', 1], [2, 2], ['12.34', 12.34], ['5.', 5], ['.25', 0.25],
  ['1e-2', 0.01], ['1E+2', 100], ['1e12', 1e12], ['3Mi', 3 * 2 ** 20], ['0', 0],
])('%s is %d', (text, number) => expect(quantityOf(text)).toBe(number));

test.each([['250u', 250e-6], ['3n', 3e-9]])('%s is about %d', (text, number) => expect(quantityOf(text)).toBeCloseTo(number, 12));

test.each(['', 'a', '1 Gi', '1gi', '1KiB', 'Gi', '1e', 'x1', '1toString', '1 ', ' 1', '1e5.5'])('%j is no quantity', text => expect(quantityOf(text)).toBeNaN());
