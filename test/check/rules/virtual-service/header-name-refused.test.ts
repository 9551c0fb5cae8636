import { headerNameRefused } from '../../../../src/check/rules/virtual-service/header-name-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [headerNameRefused]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('the name of a header', () => {
  test('is one of HTTP, of a pseudo header or of a claim in conditions', () => {
    expect(find(httpService('{ match: [{ headers: { "x y": {}, x-a: {}, ":path": {}, "@request.auth.claims.a": {}, "@request.auth.claims": {} }, withoutHeaders: { "": {}, ":other": {} } }] }')).map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].match[0].headers["x y"]: matches header \'x y\', which is no name of a header: it is refused',
      expect.stringContaining('matches header \'@request.auth.claims\''),
      expect.stringContaining('withoutHeaders[""]: '),
      expect.stringContaining('withoutHeaders[":other"]: '),
    ]);
  });

  test('is one that can be changed', () => {
    const change = (side: string, field: string, names: readonly string[]) => find(httpService(`{ route: [{ headers: { ${side}: { ${field}: ${field === 'remove' ? JSON.stringify(names)
      : JSON.stringify(Object.fromEntries(names.map(name => [name, 'a'])))} } } }] }`)).map(text => text.split(': ').slice(2).join(': '));
    expect(change('request', 'set', ['host', ':authority', 'Host', 'x-a'])).toEqual([]);
    expect(change('request', 'add', [':path', ''])).toEqual(['changes header \':path\' of requests, which is refused', 'changes header \'\' of requests, which is refused']);
    expect(change('request', 'remove', ['host', 'x-a', ':path'])).toEqual(['removes header \'host\' of requests, which is refused', 'removes header \':path\' of requests, which is refused']);
    expect(change('response', 'set', ['host', ':status', 'x-a'])).toEqual(['changes header \'host\' of answers, which is refused', 'changes header \':status\' of answers, which is refused']);
    expect(change('response', 'remove', ['x-a', 'x-host'])).toEqual([]);
  });

  test('is found at its place', () => {
    expect(fields(httpService('{ headers: { request: { remove: [a, host] }, response: { add: { host: a } } }, route: [{}, { headers: { request: { set: { ":path": a } } } }] }'))).toEqual([
      'spec.http[0].headers.request.remove[1]', 'spec.http[0].headers.response.add.host', 'spec.http[0].route[1].headers.request.set[":path"]',
    ]);
  });

  test.each(['headers', 'withoutHeaders'])('is looked at where %s are the only ones', field => {
    expect(fields(httpService(`{ match: [{ ${field}: { "x y": {} } }] }`))).toEqual([`spec.http[0].match[0].${field}["x`]);
  });
});
