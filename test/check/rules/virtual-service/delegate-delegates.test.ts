import { delegateDelegates } from '../../../../src/check/rules/virtual-service/delegate-delegates';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [delegateDelegates]);

describe('a delegate that delegates', () => {
  test('is found', () => {
    expect(find(virtualService('http: [{ route: [] }, { delegate: { name: b } }, { delegate: {} }]'))).toEqual([
      'delegate-delegates: VirtualService shop/reviews spec.http[1].delegate: delegates to \'b\' and has no hosts of its own, which is refused',
      expect.stringContaining('spec.http[2].delegate: delegates to \'\''),
    ]);
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: b } }]'))).toEqual([]);
  });
});
