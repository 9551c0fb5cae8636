import { clientsOverlap, coversRequests, takesEveryPath, takesEveryRequest } from '../../src/model/http-match';
import { HttpMatch } from '../../src/model/istio-specs';

const covers = (wide: HttpMatch, narrow: HttpMatch, gateways = ['mesh']) => coversRequests(wide, narrow, gateways);

describe('a condition of requests', () => {
  test('takes every path, and every request', () => {
    for (const uri of [undefined, {}, { prefix: '/' }, { prefix: '' }, { regex: '.*' }, { regex: '/.*' }, { regex: '^/.*$' }]) {
      expect(takesEveryPath({ uri })).toBe(true);
      expect(takesEveryRequest({ uri })).toBe(true);
    }
    expect(takesEveryPath({ uri: { prefix: '/a' } })).toBe(false);
    expect(takesEveryPath({ uri: { exact: '/' } })).toBe(false);
    expect(takesEveryRequest({ uri: { exact: '/' } })).toBe(false);
    expect(takesEveryRequest({ method: { exact: 'GET' } })).toBe(false);
    expect(takesEveryRequest({ method: { regex: '.*' }, scheme: {} })).toBe(true);
    expect(takesEveryRequest({ headers: { a: {} } })).toBe(false);
    expect(takesEveryRequest({ withoutHeaders: { a: {} } })).toBe(false);
    expect(takesEveryRequest({ queryParams: { a: {} } })).toBe(false);
    expect(takesEveryRequest({ headers: {}, queryParams: {} })).toBe(true);
  });

  test('covers narrower paths', () => {
    expect(covers({ uri: { prefix: '/a' } }, { uri: { prefix: '/a/b' } })).toBe(true);
    expect(covers({ uri: { prefix: '/a' } }, {})).toBe(false);
    expect(covers({}, { uri: { prefix: '/a' } })).toBe(true);
    expect(covers({ uri: { prefix: '/A' }, ignoreUriCase: true }, { uri: { prefix: '/a/b' } })).toBe(true);
    expect(covers({ uri: { exact: '/A' }, ignoreUriCase: true }, { uri: { exact: '/a' }, ignoreUriCase: true })).toBe(true);
    expect(covers({ uri: { prefix: '/a' } }, { uri: { prefix: '/a' }, ignoreUriCase: true })).toBe(false);
    expect(covers({ uri: { prefix: '/' } }, { uri: { prefix: '/a' }, ignoreUriCase: true })).toBe(true);
    expect(covers({ uri: { regex: '/A.*' }, ignoreUriCase: true }, { uri: { exact: '/Ab' } })).toBe(true);
  });

  test.each(['scheme', 'method', 'authority'] as const)('covers by %s', field => {
    expect(covers({ [field]: { exact: 'a' } }, { [field]: { exact: 'a' } })).toBe(true);
    expect(covers({ [field]: { exact: 'a' } }, { [field]: { exact: 'b' } })).toBe(false);
    expect(covers({ [field]: { exact: 'a' } }, {})).toBe(false);
    expect(covers({ [field]: { regex: '.*' } }, {})).toBe(true);
    expect(covers({}, { [field]: { exact: 'a' } })).toBe(true);
  });

  test('covers by headers whatever their case, and by query parameters', () => {
    expect(covers({ headers: { 'X-A': { prefix: 'b' } } }, { headers: { 'x-a': { exact: 'bc' }, 'x-b': {} } })).toBe(true);
    expect(covers({ headers: { 'x-a': {} } }, { headers: { 'x-b': {} } })).toBe(false);
    expect(covers({ headers: { 'x-a': {} } }, {})).toBe(false);
    expect(covers({ queryParams: { a: { exact: '1' } } }, { queryParams: { a: { exact: '1' } } })).toBe(true);
    expect(covers({ queryParams: { a: { exact: '1' } } }, { queryParams: { A: { exact: '1' } } })).toBe(false);
  });

  test('covers by headers that are not there only where the same are not', () => {
    expect(covers({ withoutHeaders: { 'X-A': {} } }, { withoutHeaders: { 'x-a': {} } })).toBe(true);
    expect(covers({ withoutHeaders: { 'x-a': {} } }, { withoutHeaders: { 'x-a': { exact: 'b' } } })).toBe(false);
    expect(covers({ withoutHeaders: { 'x-a': {} } }, {})).toBe(false);
    expect(covers({}, { withoutHeaders: { 'x-a': {} } })).toBe(true);
  });

  test('covers by ports, gateways and clients', () => {
    expect(covers({ port: 80 }, { port: 80 })).toBe(true);
    expect(covers({ port: 80 }, { port: 81 })).toBe(false);
    expect(covers({ port: 80 }, {})).toBe(false);
    expect(covers({ gateways: ['a', 'b'] }, { gateways: ['a'] })).toBe(true);
    expect(covers({ gateways: ['a'] }, { gateways: ['a', 'b'] })).toBe(false);
    expect(covers({ gateways: ['a'] }, {}, ['a'])).toBe(true);
    expect(covers({ gateways: ['a'] }, {}, ['a', 'mesh'])).toBe(false);
    expect(covers({}, { gateways: ['mesh'] })).toBe(true);
    expect(covers({ gateways: [] }, { gateways: [] })).toBe(true);
    expect(covers({ sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'b', c: 'd' } })).toBe(true);
    expect(covers({ sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'c' } })).toBe(false);
    expect(covers({ sourceLabels: { a: 'b' } }, {})).toBe(false);
    expect(covers({ sourceNamespace: 'a' }, { sourceNamespace: 'a' })).toBe(true);
    expect(covers({ sourceNamespace: 'a' }, { sourceNamespace: 'b' })).toBe(false);
    expect(covers({ sourceNamespace: 'a' }, {})).toBe(false);
  });

  test('asks for no client beside gateways', () => {
    expect(covers({ gateways: ['mesh'], sourceLabels: { a: 'b' } }, {})).toBe(true);
    expect(covers({ sourceLabels: { a: 'b' } }, { gateways: ['mesh'], sourceLabels: { a: 'b' } })).toBe(false);
  });

  test('is for the same requests as another one, or for those of others', () => {
    expect(clientsOverlap({}, {}, 'mesh')).toBe(true);
    expect(clientsOverlap({ port: 80 }, { port: 81 }, 'mesh')).toBe(false);
    expect(clientsOverlap({ port: 80 }, { port: 80 }, 'mesh')).toBe(true);
    expect(clientsOverlap({ port: 80 }, {}, 'mesh')).toBe(true);
    expect(clientsOverlap({ gateways: ['a'] }, {}, 'mesh')).toBe(false);
    expect(clientsOverlap({}, { gateways: ['a'] }, 'mesh')).toBe(false);
    expect(clientsOverlap({ gateways: ['mesh'] }, {}, 'mesh')).toBe(true);
    expect(clientsOverlap({ sourceNamespace: 'a' }, { sourceNamespace: 'b' }, 'mesh')).toBe(false);
    expect(clientsOverlap({ sourceNamespace: 'a' }, {}, 'mesh')).toBe(true);
    expect(clientsOverlap({ sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'c' } }, 'mesh')).toBe(false);
    expect(clientsOverlap({ sourceLabels: { a: 'b' } }, { sourceLabels: { c: 'd' } }, 'mesh')).toBe(true);
  });
});
