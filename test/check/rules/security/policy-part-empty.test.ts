import { policyPartEmpty } from '../../../../src/check/rules/security/policy-part-empty';
import { authorization, found } from '../../objects/as-json';

const told = (...rules: object[]) => found(policyPartEmpty, [authorization({ rules })]).map(text => text.replace('AuthorizationPolicy shop/cart spec.', ''));

describe('a part of a rule', () => {
  test.each([
    [{ from: [] }, 'rules[0].from: has an empty list in from'],
    [{ to: [] }, 'rules[0].to: has an empty list in to'],
    [{ from: [{}] }, 'rules[0].from[0]: has no source in from'],
    [{ from: [{ source: {} }] }, 'rules[0].from[0]: has an empty source in from'],
    [{ from: [{ source: { namespaces: [] } }] }, 'rules[0].from[0]: has an empty source in from'],
    [{ to: [{}] }, 'rules[0].to[0]: has no operation in to'],
    [{ to: [{ operation: { methods: [] } }] }, 'rules[0].to[0]: has an empty operation in to'],
    [{ to: [{ operation: { methods: ['GET', ''] } }] }, 'rules[0].to[0].operation.methods[1]: has an empty value in methods'],
    [{ from: [{ source: { notNamespaces: [''] } }] }, 'rules[0].from[0].source.notNamespaces[0]: has an empty value in notNamespaces'],
    [{ when: [{ values: ['a'] }] }, 'rules[0].when[0]: has a condition without a key'],
    [{ when: [{ key: 'source.ip' }] }, 'rules[0].when[0]: has a condition for \'source.ip\' without values'],
    [{ when: [{ key: 'source.ip', values: [''] }] }, 'rules[0].when[0].values[0]: has an empty value in values'],
    [{ when: [{ key: 'source.ip', notValues: [''] }] }, 'rules[0].when[0].notValues[0]: has an empty value in notValues'],
  ])('%j says nothing', (rule, message) => expect(told(rule)).toEqual([message]));

  test('says something', () => {
    expect(told({}, { from: [{ source: { namespaces: ['web'], principals: [] } }] }, { to: [{ operation: { ports: ['80'] } }] },
      { when: [{ key: 'source.ip', values: ['192.0.2.1'] }, { key: 'source.ip', notValues: ['192.0.2.1'] }] })).toEqual([]);
    expect(found(policyPartEmpty, [authorization({})])).toEqual([]);
  });
});
