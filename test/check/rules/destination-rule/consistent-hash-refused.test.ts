import { consistentHashRefused } from '../../../../src/check/rules/destination-rule/consistent-hash-refused';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (text: string) => findingsIn(policy(`loadBalancer: { consistentHash: { ${text} } }`), [consistentHashRefused])
  .map(one => one.replace('consistent-hash-refused: DestinationRule shop/reviews spec.trafficPolicy.loadBalancer.consistentHash.', ''));

describe('a consistent hash', () => {
  test('names its cookie, and each attribute of it once', () => {
    expect(find('httpCookie: { name: "" }')).toEqual(['httpCookie.name: hashes a cookie without a name']);
    expect(find('httpCookie: { name: user, attributes: [{ name: a }, { name: b }, { name: a }, {}] }')).toEqual([
      'httpCookie.attributes[2].name: has a cookie with attribute \'a\' twice', 'httpCookie.attributes[3].name: has a cookie with an attribute without a name',
    ]);
    expect(find('httpCookie: { name: user, attributes: [{ name: a }, { name: b }] }')).toEqual([]);
    expect(find('useSourceIp: true')).toEqual([]);
    expect(findingsIn(destinationRule(''), [consistentHashRefused])).toEqual([]);
  });

  test('has one algorithm', () => {
    expect(find('minimumRingSize: 10, ringHash: {}')).toEqual(['minimumRingSize: has minimumRingSize beside ringHash']);
    expect(find('minimumRingSize: 10, maglev: {}')).toEqual(['minimumRingSize: has minimumRingSize beside maglev']);
    expect(find('minimumRingSize: 10')).toEqual([]);
    expect(find('minimumRingSize: 0, maglev: {}')).toEqual([]);
  });
});
