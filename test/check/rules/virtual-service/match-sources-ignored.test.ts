import { matchSourcesIgnored } from '../../../../src/check/rules/virtual-service/match-sources-ignored';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [matchSourcesIgnored]);

describe('clients beside gateways in a condition', () => {
  test('are found where both stand in one', () => {
    expect(find(httpService('{ match: [{ gateways: [mesh], sourceNamespace: front, sourceLabels: { a: b } }, { gateways: [mesh], sourceNamespace: front }, { gateways: [mesh] }] }'))).toEqual([
      'match-sources-ignored: VirtualService shop/reviews spec.http[0].match[0].sourceLabels: matches sourceLabels and sourceNamespace beside gateways, so that they are ignored',
      'match-sources-ignored: VirtualService shop/reviews spec.http[0].match[1].sourceNamespace: matches sourceNamespace beside gateways, so that it is ignored',
    ]);
    expect(find(httpService('{ match: [{ sourceNamespace: front }, { gateways: [], sourceLabels: { a: b } }, { gateways: [mesh], sourceLabels: {} }] }'))).toEqual([]);
  });

  test.each(['sourceLabels: { a: b }', 'sourceNamespace: front'])('as in %s are found where they are the only ones', source => {
    expect(find(httpService(`{ match: [{ gateways: [mesh], ${source} }] }`))).toHaveLength(1);
  });
});
