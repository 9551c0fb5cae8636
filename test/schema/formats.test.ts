import { describeFormat, hasFormat, isIpAddress, isQuantity } from '../../src/schema/formats';
import { Format } from '../../src/schema/shape';

test.each<[Format, string | number, boolean]>([
  ['int32', 2147483647, true], ['int32', 2147483648, false], ['int32', -2147483648, true], ['int32', -2147483649, false], ['int64', 2 ** 40, true],
  ['byte', '', true], ['byte', 'YWJj', true], ['byte', 'YQ==', true], ['byte', 'YW\nJj', true], ['byte', 'YQ', false], ['byte', 'a-_a', false],
  ['date-time', '2026-01-31T12:00:00Z', true], ['date-time', '2026-01-31T12:00:00.123+01:00', true], ['date-time', '2024-02-29T00:00:00Z', true], ['date-time', '2023-02-29T00:00:00Z', false],
  ['date-time', '0000-02-29T00:00:00Z', true], ['date-time', '2026-00-01T00:00:00Z', false], ['date-time', '2026-13-01T00:00:00Z', false], ['date-time', '2026-01-00T00:00:00Z', false],
  ['date-time', '2026-01-31 12:00:00Z', false], ['date-time', '2026-01-31', false], ['date-time', '2026-01-31T24:00:00Z', false],
])('%s: %p has it: %p', (format, value, has) => {
  expect(hasFormat(format, value)).toBe(has);
});

test('each says what it asks for', () => {
  expect((['int32', 'int64', 'byte', 'date-time'] as const).map(describeFormat)).toEqual(['a number of 32 bits', 'a number of 64 bits', 'base64', 'a time such as 2026-01-31T12:00:00Z']);
});

test.each([['1', true], ['500m', true], ['1.5Gi', true], ['.5', true], ['1e3', true], ['-1', true], ['1E-3', true], ['1GB', false], ['', false], ['m', false], ['1 Gi', false]])('%p is a quantity: %p', (text, is) => {
  expect(isQuantity(text)).toBe(is);
});

test.each([['10.0.0.1', true], ['::1', true], ['::ffff:1.2.3.4', true], ['01.2.3.4', false], ['fe80::1%eth0', false], ['1.2.3', false], ['a', false]])('%p is an address of IP: %p', (text, is) => {
  expect(isIpAddress(text)).toBe(is);
});
