import { authoritySetTwice } from '../../../../src/check/rules/virtual-service/authority-set-twice';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [authoritySetTwice]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('the host of requests', () => {
  test('is set in one place', () => {
    expect(find(httpService('{ rewrite: { authority: a }, headers: { request: { set: { Host: b } } } }'))).toEqual([
      'authority-set-twice: VirtualService shop/reviews spec.http[0].headers.request.set.Host: sets the host of requests to \'b\', and to \'a\' in the same route, which is refused',
    ]);
    expect(fields(httpService('{ headers: { request: { set: { host: a }, add: { ":authority": b } } } }'))).toEqual(['spec.http[0].headers.request.add[":authority"]']);
    expect(find(httpService('{ rewrite: { authority: a } }, { headers: { request: { set: { host: a } } } }, { rewrite: { uri: a }, headers: { request: { set: { host: a, x-host: b, hosts: c } } } }, { rewrite: { authority: a }, headers: { request: { set: { host: "" } } } }'))).toEqual([]);
  });
});
