import { tokenNotRequired } from '../../../../src/check/rules/security/token-not-required';
import { authorization, found, object, pod, requestAuthentication, selecting, TestObject } from '../../objects/as-json';

const reading = (more: object = {}, rule: object = {}, namespace = 'shop') => requestAuthentication({ jwtRules: [{ issuer: 'https://login.example.com', ...rule }], ...more }, 'cart', namespace);
const asking = (source: object, more: object = {}) => authorization({ ...more, rules: [{ from: [{ source }] }] });
const told = (...objects: TestObject[]) => found(tokenNotRequired, [pod(), ...objects]);

describe('a RequestAuthentication', () => {
  test('is told if nothing asks for a token', () => {
    expect(told(reading())).toEqual(['RequestAuthentication shop/cart spec.jwtRules: checks tokens of Pod \'cart\', and no AuthorizationPolicy of it asks for one']);
    expect(told(reading(), asking({ principals: ['*'] }))).toHaveLength(1);
    expect(told(reading(), asking({ requestPrincipals: ['*'] }, selecting('catalog')))).toHaveLength(1);
    expect(told(reading(selecting('cart')))).toHaveLength(1);
  });

  test.each([
    asking({ requestPrincipals: ['*'] }), asking({ notRequestPrincipals: ['*'] }, { action: 'DENY' }), authorization({}), authorization({ action: 'CUSTOM', rules: [{}] }),
    authorization({ rules: [{ when: [{ key: 'request.auth.audiences', values: ['a'] }] }] }),
  ].map(policy => [policy]))('is well with %j', policy => expect(told(reading(), policy)).toEqual([]));

  test('is well if the application decides, or routes do', () => {
    expect([{ forwardOriginalToken: true }, { outputPayloadToHeader: 'x-token' }, { outputClaimToHeaders: [{ header: 'a', claim: 'b' }] }].flatMap(rule => told(reading({}, rule)))).toEqual([]);
    expect(told(reading({}, { forwardOriginalToken: false, outputClaimToHeaders: [] }))).toHaveLength(1);
    const routing = (match: object) => object('networking.istio.io/v1', 'VirtualService', 'edge', 'shop', { http: [{}, { match: [{}, match] }] });
    expect(told(reading(), routing({ headers: { '@request.auth.claims.group': { exact: 'a' } } }))).toEqual([]);
    expect(told(reading(), routing({ withoutHeaders: { '@Request.auth.claims[group]': {} } }))).toEqual([]);
    expect(told(reading(), routing({ headers: { 'x-user': { exact: 'a' } } }))).toHaveLength(1);
  });

  test('is not told without rules, without pods, or for the whole mesh', () => {
    expect(told(requestAuthentication({ jwtRules: [] }))).toEqual([]);
    expect(told(requestAuthentication({}))).toEqual([]);
    expect(told(reading(selecting('none')))).toEqual([]);
    expect(told(reading({}, {}, 'istio-system'))).toEqual([]);
  });
});
