import { gatewayRoutesOverlap } from '../../../../src/check/rules/virtual-service/gateway-routes-overlap';
import { findingsIn } from '../../fixtures';
import { gateway, httpServer, virtualService } from '../../objects/virtual-services';

const vs = (name: string, routes: string) => virtualService(`hosts: [a.example.com]
  gateways: [edge/public]
  http: [${routes}]`, name);
const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [gatewayRoutesOverlap]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('VirtualServices of one host at a gateway', () => {
  test('are found where one takes what is the other\'s, once for each pair', () => {
    expect(find(vs('a', '{ match: [{ uri: { prefix: /api } }] }'), vs('b', '{ match: [{ uri: { prefix: /x } }, { uri: { prefix: /api/b } }, { uri: { prefix: /api/c } }] }'))).toEqual([
      'gateway-routes-overlap: VirtualService shop/b spec.http[0].match[1]: takes requests for host \'a.example.com\' at Gateway \'edge/public\' that VirtualService \'shop/a\' takes too: the older one has them',
    ]);
    expect(find(vs('a', '{ match: [{ uri: { prefix: /api/a } }] }'), vs('b', '{ match: [{ uri: { prefix: /api } }] }'))).toEqual([expect.stringContaining('VirtualService shop/a spec.http[0].match[0]')]);
  });

  test('are said of the second where they say the same', () => {
    expect(fields(vs('a', '{ match: [{ uri: { exact: / } }] }'), vs('b', '{ match: [{ uri: { exact: / } }] }'))).toEqual(['spec.http[0].match[0]']);
    expect(find(vs('a', '{}'), vs('b', '{ match: [{ uri: { prefix: / } }] }'))).toEqual([expect.stringContaining('shop/b spec.http[0].match[0]')]);
    expect(fields(vs('a', '{}'), vs('b', '{}'))).toEqual(['spec.http[0]']);
  });

  test('are fine where what takes all stands at the end, or nothing overlaps', () => {
    expect(find(vs('a', '{}'), vs('b', '{ match: [{ uri: { prefix: /b } }] }'))).toEqual([]);
    expect(find(vs('a', '{ match: [{ uri: { prefix: /a } }] }'), vs('b', '{ match: [{ uri: { prefix: /b } }] }'))).toEqual([]);
    expect(find(vs('a', '{ match: [{ uri: { prefix: /a } }] }, { match: [{ uri: { prefix: /a/b } }] }'))).toEqual([]);
    expect(find(vs('a', '{ match: [{ uri: { prefix: /a } }], delegate: { name: d } }'), vs('b', '{ match: [{ uri: { prefix: /a/b } }] }'))).toEqual([]);
  });

  test('are judged for each gateway and host', () => {
    expect(find(vs('a', '{}'), vs('b', '{}').replace('edge/public', 'edge/other'))).toEqual([]);
    expect(find(vs('a', '{}'), vs('b', '{}').replace('a.example.com', 'b.example.com'))).toEqual([]);
    expect(find(vs('a', '{}'), vs('b', '{}').replace('edge/public', 'mesh'))).toEqual([]);
    expect(find(vs('a', '{ match: [{ gateways: [edge/other] }] }'), vs('b', '{}'))).toEqual([]);
    expect(find(vs('a', '{ match: [{ gateways: [edge/public] }] }'), vs('b', '{}'))).toHaveLength(1);
    expect(find(vs('a', '{}'), vs('b', '{}').replace('http:', 'exportTo: ["."]\n  http:'))).toEqual([]);
    expect(find(vs('a', '{}'), vs('b', '{}'), gateway('public', 'edge', httpServer('a.example.com')))).toHaveLength(1);
    expect(find(vs('a', '{}'), vs('b', '{}'), gateway('public', 'edge', httpServer('front/a.example.com')))).toEqual([]);
  });
});
