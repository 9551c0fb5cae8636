import { parseRequestUri } from './urls';

/** Answers of Go's url.ParseRequestURI. */
describe('a URL', () => {
  test.each([
    ['http://example.com', 'http', 'example.com'],
    ['HTTPS://user:pw@example.com:8443/a?b=c', 'https', 'example.com:8443'],
    ['oci://registry.example.com/a/b:1', 'oci', 'registry.example.com'],
    ['file:///opt/filter.wasm', 'file', ''],
    ['http://[::1]:80/', 'http', '[::1]:80'],
    ['/just/a/path', '', ''],
    ['mailto:someone', 'mailto', ''],
    ['localhost:8080/x', 'localhost', ''],
  ])('%s has its parts', (text, scheme, host) => {
    expect(parseRequestUri(text)).toMatchObject({ scheme, host });
  });

  test.each(['', 'example.com/a', ':80', 'http://a b', 'http://a:port', 'http://#%blah$#@', 'http://a/%zz', 'a\nb:', 'http://[::1'])('fails: %j', text => {
    expect(parseRequestUri(text)).toBeUndefined();
  });
});
