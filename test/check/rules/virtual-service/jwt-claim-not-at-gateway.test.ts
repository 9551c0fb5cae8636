import { jwtClaimNotAtGateway } from '../../../../src/check/rules/virtual-service/jwt-claim-not-at-gateway';
import { isClaim } from '../../../../src/model/jwt-claims';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [jwtClaimNotAtGateway]);

describe('a claim of a token in a condition', () => {
  test('is refused in the mesh', () => {
    const match = 'http: [{ match: [{ headers: { a: {} } }, { withoutHeaders: { "@request.auth.claims[a]": {} } }] }]';
    expect(find(virtualService(`hosts: [a]\n  ${match}`))).toEqual([
      'jwt-claim-not-at-gateway: VirtualService shop/reviews spec.http[0].match[1].withoutHeaders["@request.auth.claims[a]"]: matches \'@request.auth.claims[a]\', a claim of a token, and is at no gateway: it is refused',
    ]);
    expect(find(virtualService(`gateways: [a, mesh]\n  ${match}`))).toEqual([expect.stringContaining('and is for \'mesh\' too: it is refused')]);
    expect(find(virtualService(`gateways: [a]\n  ${match}`))).toEqual([]);
    expect(find(virtualService('http: [{ match: [{ headers: { a: {} } }] }]'))).toEqual([]);
  });

  test('is told by its name', () => {
    expect(['@request.auth.claims.a', '@Request.auth.claims[a]', '@request.auth.claims[a][b]', '@request.auth.claims.a.b'].map(isClaim)).toEqual([true, true, true, true]);
    expect(['@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[]', '@request.auth.claims[a', '@request.auth.claimsa', 'x@request.auth.claims.a', 'x-a'].map(isClaim)).toEqual(Array(7).fill(false));
  });

  test.each(['headers', 'withoutHeaders'])('is found where %s are the only ones', field => {
    expect(find(virtualService(`http: [{ match: [{ ${field}: { "@request.auth.claims.a": {} } }] }]`))).toHaveLength(1);
  });
});
