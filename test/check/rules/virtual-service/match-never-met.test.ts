import { matchNeverMet } from '../../../../src/check/rules/virtual-service/match-never-met';
import { findingsIn } from '../../fixtures';
import { httpService, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [matchNeverMet]);

describe('a condition that is never met', () => {
  test('is one of several of a route', () => {
    expect(find(httpService('{ name: a, match: [{ uri: { prefix: /a } }] }, { match: [{ uri: { prefix: /a/b } }, { uri: { prefix: /b } }] }'))).toEqual([
      'match-never-met: VirtualService shop/reviews spec.http[1].match[0]: matches only requests that route \'a\' takes before',
    ]);
    expect(find(httpService('{ match: [{ uri: { prefix: /a } }] }, { match: [{ uri: { prefix: /a/b } }] }'))).toEqual([]);
  });

  test('stands twice in one route', () => {
    expect(find(httpService('{ match: [{ name: x, uri: { prefix: /a } }, { uri: { prefix: /b } }, { name: y, uri: { prefix: /a } }] }'))).toEqual([
      'match-never-met: VirtualService shop/reviews spec.http[0].match[2]: says again what match[0] of http[0] says',
    ]);
    expect(find(httpService('{ match: [{ uri: { prefix: /a } }, { uri: { prefix: /a/b } }] }'))).toEqual([]);
    expect(find(virtualService('tcp: [{ match: [{ port: 1 }, { port: 2 }, { port: 1 }] }, { match: [{ port: 2 }, { port: 3 }] }]')).map(text => text.split(': ').pop())).toEqual([
      'says again what match[0] of tcp[0] says', 'matches only requests that tcp[0] takes before',
    ].reverse());
  });
});
