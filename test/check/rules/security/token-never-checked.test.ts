import { tokenNeverChecked } from '../../../../src/check/rules/security/token-never-checked';
import { authorization, found, pod, requestAuthentication, selecting, TestObject } from '../../objects/as-json';

const RULES = [{ issuer: 'https://login.example.com' }];
const asking = (more: object = selecting('cart'), namespace = 'shop') => authorization({ ...more, rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] }, 'cart', namespace);
const told = (...objects: TestObject[]) => found(tokenNeverChecked, [pod(), pod('catalog'), ...objects]);

describe('a policy that asks for a token', () => {
  test('is told if none is read', () => {
    expect(told(asking(), requestAuthentication({ ...selecting('catalog'), jwtRules: RULES }))).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].from[0].source.requestPrincipals: asks for requestPrincipals of a token, and no RequestAuthentication holds for Pod \'cart\'',
    ]);
    expect(told(asking(), requestAuthentication(selecting('cart')))).toHaveLength(1);
    expect(told(authorization({ ...selecting('cart'), rules: [{ when: [{ key: 'request.auth.claims[a]', notValues: ['b'] }] }] }),
      requestAuthentication({ ...selecting('catalog'), jwtRules: RULES }))).toHaveLength(1);
  });

  test('is not told if one is read, or may be', () => {
    expect(told(asking(), requestAuthentication({ ...selecting('cart'), jwtRules: RULES }))).toEqual([]);
    expect(told(asking(), requestAuthentication({ jwtRules: RULES }))).toEqual([]);
    expect(told(asking(), requestAuthentication({ ...selecting('catalog'), jwtRules: RULES }), requestAuthentication({ jwtRules: RULES }, 'all', 'istio-system'))).toEqual([]);
    expect(told(asking())).toEqual([]);
    expect(told(asking(), requestAuthentication({ jwtRules: RULES }, 'cart', 'store'))).toEqual([]);
    expect(told(asking({}), requestAuthentication({ ...selecting('catalog'), jwtRules: RULES }))).toEqual([]);
    expect(told(asking(selecting('none')), requestAuthentication({ ...selecting('catalog'), jwtRules: RULES }))).toEqual([]);
    expect(told(asking({}, 'istio-system'), requestAuthentication({ ...selecting('none'), jwtRules: RULES }, 'a', 'istio-system'))).toEqual([]);
  });

  test('is none that asks for something else', () => {
    expect(told(authorization({ rules: [{ from: [{ source: { principals: ['*'] } }] }] }), requestAuthentication({ ...selecting('none'), jwtRules: RULES }))).toEqual([]);
  });
});
