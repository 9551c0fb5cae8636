import { Duration } from 'cdk8s';
import { issuer, ISSUER } from './fixtures';
import { JwtIssuer, TokenLocation } from '../../src';
import { jwtRules } from '../../src/security/jwt-issuer';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';

const written = (...issuers: JwtIssuer[]) => JSON.parse(JSON.stringify(jwtRules(shopChart(), issuers)));

describe('an issuer', () => {
  test('has its keys and nothing that is Istio\'s default', () => {
    expect(written(issuer())).toEqual([{ issuer: ISSUER, jwksUri: `${ISSUER}/keys` }]);
    expect(written({ issuer: ISSUER })).toEqual([{ issuer: ISSUER }]);
  });

  test('has all that is said of its tokens', () => {
    expect(written(issuer({
      audiences: ['shop', 'shop-admin'],
      locations: [TokenLocation.header('Authorization', 'Token '), TokenLocation.cookie('token'), TokenLocation.header('x-token'), TokenLocation.query('t')],
      forwardOriginalToken: true,
      outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }, { claim: 'realm.name', header: 'x-realm' }],
      outputPayloadToHeader: 'x-claims',
      spaceDelimitedClaims: ['groups'],
      timeout: Duration.millis(1500),
    }))).toEqual([{
      issuer: ISSUER,
      audiences: ['shop', 'shop-admin'],
      jwksUri: `${ISSUER}/keys`,
      fromHeaders: [{ name: 'Authorization', prefix: 'Token ' }, { name: 'x-token' }],
      fromCookies: ['token'],
      fromParams: ['t'],
      forwardOriginalToken: true,
      outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }, { header: 'x-realm', claim: 'realm.name' }],
      outputPayloadToHeader: 'x-claims',
      spaceDelimitedClaims: ['groups'],
      timeout: '1500ms',
    }]);
  });

  test('stands beside others, in the order in which they were given', () => {
    expect(written(issuer({ issuer: 'b@example.com' }), issuer()).map((rule: JwtIssuer) => rule.issuer)).toEqual(['b@example.com', ISSUER]);
  });

  test.each<[string, JwtIssuer[], string]>([
    ['there is none', [], 'has no issuer, so no token would be good'],
    ['one is there twice', [issuer(), issuer({ issuer: 'b' }), issuer({ audiences: ['a'] })], `has issuer '${ISSUER}' twice`],
    ['it is empty', [issuer({ issuer: '' })], "issuer '' is not allowed"],
    ['it has a wildcard', [issuer({ issuer: 'https://*.example.com' })], "issuer 'https://*.example.com' is not allowed"],
    ['it has a blank', [issuer({ issuer: 'my issuer' })], "issuer 'my issuer' is not allowed"],
    ['its list of audiences is empty', [issuer({ audiences: [] })], `audiences of issuer '${ISSUER}' have none that is not empty`],
    ['an audience is empty', [issuer({ audiences: ['a', ''] })], 'have none that is not empty'],
    ['an audience has a wildcard', [issuer({ audiences: ['shop*'] })], "have 'shop*', and '*' would stand for any text"],
    ['its list of locations is empty', [issuer({ locations: [] })], `issuer '${ISSUER}' has an empty list of locations`],
    ['a header for a claim is none', [issuer({ outputClaimToHeaders: [{ claim: 'sub', header: 'x user' }] })], "header name 'x user' is not valid"],
    ['the header for all claims is none', [issuer({ outputPayloadToHeader: '' })], "header name '' is not valid"],
    ['a claim for a header is none', [issuer({ outputClaimToHeaders: [{ claim: '', header: 'x-user' }] })], 'gives a claim without a name to a header'],
    ['two claims share a header', [issuer({ outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }, { claim: 'email', header: 'X-User' }] })], "gives two claims to header 'x-user'"],
    ['a claim and all of them share a header', [issuer({ outputClaimToHeaders: [{ claim: 'sub', header: 'x' }], outputPayloadToHeader: 'X' })], "gives two claims to header 'x'"],
    ['the timeout is too short', [issuer({ timeout: Duration.millis(0) })], `timeout of issuer '${ISSUER}'`],
  ])('fails where %s', (_, issuers, message) => {
    expectFailure(() => written(...issuers), '[shop] ', message);
  });
});
