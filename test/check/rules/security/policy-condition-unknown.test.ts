import { policyConditionUnknown } from '../../../../src/check/rules/security/policy-condition-unknown';
import { authorization, found } from '../../objects/as-json';

const told = (key: string) => found(policyConditionUnknown, [authorization({ rules: [{ when: [{ key, values: ['a'] }] }] })])
  .map(text => text.replace('AuthorizationPolicy shop/cart spec.rules[0].when[0].key: ', ''));

describe('the key of a condition', () => {
  test.each([
    ['source.name', 'has a condition for \'source.name\', which Istio does not know'],
    ['destination.namespace', 'has a condition for \'destination.namespace\', which Istio does not know; the policy\'s own namespace is that'],
    ['destination.labels[app]', 'has a condition for \'destination.labels[app]\', which Istio does not know; the policy\'s selector is for that'],
    ['destination.name', 'has a condition for \'destination.name\', which Istio does not know; the policy\'s selector is for that'],
    ['destination.user', 'has a condition for \'destination.user\', which Istio does not know; the policy\'s selector is for that'],
    ['request.headers', 'has a condition for \'request.headers\', which names nothing in brackets'],
    ['request.headers[]', 'has a condition for \'request.headers[]\', which names nothing in brackets'],
    ['request.auth.claims.groups', 'has a condition for \'request.auth.claims.groups\', which names nothing in brackets'],
    ['experimental.envoy.filters.a', 'has a condition for \'experimental.envoy.filters.a\', which names nothing in brackets'],
  ])('%s is told', (key, message) => expect(told(key)).toEqual([message]));

  test.each([
    'source.ip', 'remote.ip', 'source.namespace', 'source.principal', 'source.serviceAccount', 'source.trustDomain', 'request.auth.principal', 'request.auth.audiences',
    'request.auth.presenter', 'request.auth.claims[realm][roles]', 'request.headers[x-user]', 'destination.ip', 'destination.port', 'connection.sni',
    'experimental.envoy.filters.network.mysql_proxy[db.table]', '',
  ])('%s is known', key => expect(told(key)).toEqual([]));
});
