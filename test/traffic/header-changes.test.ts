import { HeaderChanges } from '../../src';
import { writtenPolicy as written } from '../support/policy';

describe('header changes', () => {
  test('are written for requests and responses', () => {
    expect(written({
      requestHeaders: { set: { 'X-A': '100%%', 'x-ip': '%DOWNSTREAM_REMOTE_ADDRESS%' }, add: { 'x-b': '' }, remove: ['x-c'] },
      responseHeaders: { add: { 'x-d': '%REQ(X-E)% ms' } },
    })).toEqual({
      headers: {
        request: { set: { 'X-A': '100%%', 'x-ip': '%DOWNSTREAM_REMOTE_ADDRESS%' }, add: { 'x-b': '' }, remove: ['x-c'] },
        response: { add: { 'x-d': '%REQ(X-E)% ms' } },
      },
    });
  });

  test.each<[string, HeaderChanges, string]>([
    ['a name that is none', { set: { 'x y': '1' } }, "requestHeaders: header name 'x y' is not valid"],
    ['a pseudo-header', { remove: [':path'] }, "requestHeaders: header name ':path' is not valid"],
    ['the host', { set: { Host: 'a' } }, "requestHeaders changes header 'Host', which Envoy keeps apart: use rewrite.authority of a ServiceRoute"],
    ['a header in two ways', { set: { 'X-A': '1' }, remove: ['x-a'] }, "requestHeaders changes header 'x-a' twice: use one of set, add and remove for a header"],
    ['a lone percent sign', { add: { 'x-a': '50%' } }, "requestHeaders writes '50%' to header 'x-a': use no control characters, and '%%' for a percent sign"],
    ['a line break', { set: { 'x-a': 'a\nb' } }, "requestHeaders writes 'a\nb' to header 'x-a': use no control characters"],
  ])('fails for %s', (_, requestHeaders, message) => {
    expect(() => written({ requestHeaders })).toThrow(`[shop/policy] ${message}`);
  });
});
