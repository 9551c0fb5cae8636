import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Jwks } from './jwks';
import { TokenLocation } from './token-location';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem, istioDuration } from '../core/values';

/**
 * A claim that the application sees as a header.
 */
export interface ClaimToHeader {
  /**
   * The claim; '.' leads into a claim within another, for example 'address.country'. Texts, numbers and true or false stand as they are, lists and objects
   * as JSON in base64url.
   */
  readonly claim: string;

  /**
   * The header. What a client sends under its name does not reach the application.
   */
  readonly header: string;
}

/**
 * Who issues tokens, and how they are verified (`RequestAuthentication.jwtRules`).
 */
export interface JwtIssuer {
  /**
   * The issuer, letter for letter as it stands in the token's claim `iss`.
   */
  readonly issuer: string;

  /**
   * For whom tokens may be: one of these, letter for letter as it stands in the claim `aud`.
   *
   * @default - for whomever, also for applications that have nothing to do with this one
   */
  readonly audiences?: string[];

  /**
   * The keys that sign the tokens.
   *
   * @default Jwks.discovered()
   */
  readonly jwks?: Jwks;

  /**
   * Where the token stands. Given, nothing else is looked at.
   *
   * @default - the header Authorization with 'Bearer ' before it, and the query parameter 'access_token'
   */
  readonly locations?: TokenLocation[];

  /**
   * Whether the token goes on to the application, and so to the next that asks for it (`forwardOriginalToken`).
   *
   * @default false
   */
  readonly forwardOriginalToken?: boolean;

  /**
   * Claims that the application sees as headers (`outputClaimToHeaders`).
   *
   * @default - none
   */
  readonly outputClaimToHeaders?: ClaimToHeader[];

  /**
   * The header in which the application sees all claims, as JSON in base64url (`outputPayloadToHeader`).
   *
   * @default - none
   */
  readonly outputPayloadToHeader?: string;

  /**
   * Claims, beside 'scope' and 'permission', whose text is a list of words with blanks between them (`spaceDelimitedClaims`).
   *
   * @default - none
   */
  readonly spaceDelimitedClaims?: string[];

  /**
   * How long fetching the keys may take (`timeout`).
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
}

/** The issuers of one policy, as `jwtRules` has them. */
export function jwtRules(scope: IConstruct, issuers: readonly JwtIssuer[]): Json[] {
  if (issuers.length === 0) {
    fail(scope, 'has no issuer, so no token would be good: give at least one');
  }
  const twin = issuers.find(({ issuer }, at) => issuers.findIndex(other => other.issuer === issuer) < at);
  if (twin) {
    fail(scope, `has issuer ${show(twin.issuer)} twice: what one of them demands, such as an audience, the other would waive; join them`);
  }
  return issuers.map(issuer => jwtRule(scope, issuer));
}

function jwtRule(scope: IConstruct, props: JwtIssuer): Json {
  const { issuer, audiences, jwks = Jwks.discovered(), forwardOriginalToken, spaceDelimitedClaims, timeout } = props;
  if (issuer === '' || /[*\s]/.test(issuer)) {
    fail(scope, `issuer ${show(issuer)} is not allowed: write it as tokens have it in iss, without '*' or blanks`);
  }
  const odd = audiences?.length === 0 ? '' : audiences?.find(audience => audience === '' || audience.includes('*'));
  if (odd !== undefined) {
    fail(scope, `audiences of issuer ${show(issuer)} have ${odd === '' ? 'none that is not empty' : `${show(odd)}, and '*' would stand for any text`}: name each audience, or leave them out`);
  }
  const what = `issuer ${show(issuer)}`;
  return {
    issuer,
    audiences,
    ...jwks._toJson(scope, issuer),
    ...locationsJson(scope, what, props.locations),
    forwardOriginalToken,
    outputClaimToHeaders: claimHeaders(scope, what, props),
    outputPayloadToHeader: props.outputPayloadToHeader,
    spaceDelimitedClaims,
    timeout: timeout && istioDuration(scope, `timeout of ${what}`, timeout),
  };
}

function locationsJson(scope: IConstruct, what: string, locations: readonly TokenLocation[] | undefined): Json {
  if (locations?.length === 0) {
    fail(scope, `${what} has an empty list of locations, which Istio takes for the usual ones: name at least one, or leave it out`);
  }
  const json: Json = {};
  for (const location of locations ?? []) {
    const { field, value } = location._toJson(scope);
    (json[field] ??= []).push(value);
  }
  return json;
}

/** Of two claims in one header the application would see both, in one text. */
function claimHeaders(scope: IConstruct, what: string, props: JwtIssuer): Json[] | undefined {
  const { outputClaimToHeaders: claims, outputPayloadToHeader: payload } = props;
  const headers = [...(claims ?? []).map(({ header }) => header), ...(payload === undefined ? [] : [payload])];
  for (const header of headers) {
    const problem = headerNameProblem(header);
    if (problem !== undefined) {
      fail(scope, `${what} gives claims to headers, and ${problem}`);
    }
  }
  const lower = headers.map(header => header.toLowerCase());
  const twin = lower.find((header, at) => lower.indexOf(header) < at);
  if (twin !== undefined) {
    fail(scope, `${what} gives two claims to header ${show(twin)}: use a header for each`);
  }
  if (claims?.some(({ claim }) => claim === '')) {
    fail(scope, `${what} gives a claim without a name to a header: name the claim`);
  }
  return claims?.map(({ claim, header }) => ({ header, claim }));
}
