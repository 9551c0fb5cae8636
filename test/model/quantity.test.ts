import { quantityOf } from '../../src/model/quantity';

test.each([
  ['1', 1], ['100m', 0.1], ['1Gi', 2 ** 30], ['1.5k', 1500], ['1e3', 1000], ['1E', 1e18], ['.5', 0.5], ['-1', -1], ['250u', 250e-6], [2, 2],
])('%s is %d', (text, number) => expect(quantityOf(text)).toBeCloseTo(number));

test.each(['', 'a', '1 Gi', '1gi', '1KiB', 'Gi', '1e'])('%j is no quantity', text => expect(quantityOf(text)).toBeNaN());
