import * as fc from 'fast-check';
import { urlScheme } from '../../src/schema/url-scheme';
import { parseRequestUri } from '../support/schema/urls';

test.each([
  ['https://example.com/keys', 'https'], ['OCI://a/b:1', 'oci'], ['/a', ''], ['//a/b', ''], ['mailto:someone', 'mailto'], ['http://[::1]:80/', 'http'],
  ['example.com/a', undefined], ['', undefined], [':a', undefined], ['http://a b/', undefined], ['http://a:x/', undefined], ['http://a/%zz', undefined], ['http://a\n', undefined],
])('that of %p is %p', (text, scheme) => {
  expect(urlScheme(text)).toBe(scheme);
});

test('is that of the reference for any text', () => {
  const pieces = fc.constantFrom('http', 'https', 'oci', ':', '/', '//', '@', '?', '#', '%', '%41', '%25', '%c3', '[', ']', '::1', 'a', 'example.com', '80', ' ', 'é', '"', '<', '\u0001', '.');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 8 }), parts => {
    const text = parts.join('');
    expect([text, urlScheme(text)]).toEqual([text, parseRequestUri(text)?.scheme]);
  }), { numRuns: 3000 });
});
