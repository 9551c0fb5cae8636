import { maglevTableSize } from '../../../../src/check/rules/destination-rule/maglev-table-size';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (maglev: string) => findingsIn(policy(`loadBalancer: { consistentHash: { maglev: { ${maglev} } } }`), [maglevTableSize])
  .map(one => one.replace('maglev-table-size: DestinationRule shop/reviews spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: ', ''));

describe('the table of a maglev hash', () => {
  test('is of a prime size', () => {
    for (const prime of [1, 2, 3, 5, 65537, 4999999]) {
      expect(find(`tableSize: ${prime}`)).toEqual([]);
    }
    for (const other of [4, 9, 25, 65536, 4999998]) {
      expect(find(`tableSize: ${other}`)).toEqual([`has a maglev table of ${other} places, which is not a prime number`]);
    }
  });

  test('is there, and not too large', () => {
    expect(find('')).toEqual(['has a maglev hash without a tableSize']);
    expect(find('tableSize: 0')).toEqual(['has a maglev hash without a tableSize']);
    expect(find('tableSize: 5000011')).toEqual(['has a maglev table of 5000011 places, and it must have less than 5000011']);
    expect(findingsIn(policy('loadBalancer: { consistentHash: { ringHash: {} } }') + destinationRule(''), [maglevTableSize])).toEqual([]);
  });
});
