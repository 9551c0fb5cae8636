import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { HTTP_METHODS } from '../core/http-methods';
import { Json } from '../core/mesh-object';
import { checkPathPattern } from '../core/path-pattern';
import { claimPathProblem } from '../core/values';

/**
 * What the token of some requests must say.
 */
export interface ClaimRule {
  /**
   * The claim; for a claim within another the names from the outermost on, for example ['realm_access', 'roles'].
   */
  readonly claim: string[];

  /**
   * One of these must be the claim's text, or among its list of texts; 'team-*' and '*-admin' for what begins or ends so, '*' for any text. Words of the claim
   * 'scope' are a list. A claim that is missing, a number or true or false is none of them.
   */
  readonly values: string[];

  /**
   * The paths of the requests: whole, with '*' at the end or start, or templates ('/users/{*}/orders'). They may name public paths again, which then need a token.
   *
   * @default - all that are not public
   */
  readonly paths?: string[];

  /**
   * The methods of the requests.
   *
   * @default - all
   */
  readonly methods?: string[];

  /**
   * All methods but these, for example GET and HEAD where what changes something needs the claim: a method that nobody thought of is among the others. Not together
   * with `methods`.
   *
   * @default - none
   */
  readonly notMethods?: string[];
}

/** The `when` of a rule that denies requests whose token does not say what it must. */
export function lacksClaim(scope: IConstruct, { claim, values }: ClaimRule): Json {
  const problem = claimPathProblem(claim);
  if (problem !== undefined) {
    fail(scope, problem);
  }
  if (values.length === 0) {
    fail(scope, `requires claim ${show(claim.join('.'))} and names no value: name those that let in, ['*'] for any`);
  }
  const odd = values.find(value => value === '' || (value !== '*' && (value.slice(1, -1).includes('*') || value.split('*').length > 2)));
  if (odd !== undefined) {
    fail(scope, `requires claim ${show(claim.join('.'))} to be ${show(odd)}, which Istio takes letter for letter: '*' stands for any text at the end or at the start alone`);
  }
  return { key: `request.auth.claims${claim.map(name => `[${name}]`).join('')}`, notValues: values };
}

/** Which requests a claim rule is about, beside hosts and ports. Those that it names itself are in it, be they public or not. */
export function operationOf(
  scope: IConstruct, { paths, methods, notMethods = [] }: ClaimRule, publicPaths: readonly string[] | undefined, preflight: boolean,
): Json {
  if (paths?.length === 0 || methods?.length === 0) {
    fail(scope, `requires a claim of requests with an empty list of ${paths?.length === 0 ? 'paths' : 'methods'}: name at least one, or leave it out for all`);
  }
  if (methods && notMethods.length > 0) {
    fail(scope, `requires a claim of methods ${methods.join(', ')} and of all but ${notMethods.join(', ')}: leave one of them out`);
  }
  const unknown = [...methods ?? [], ...notMethods].find(method => !HTTP_METHODS.includes(method));
  if (unknown !== undefined) {
    fail(scope, `requires a claim of method ${show(unknown)}, which does not exist: use ${HTTP_METHODS.join(', ')}`);
  }
  if (preflight && methods?.includes('OPTIONS')) {
    fail(scope, 'requires a claim of OPTIONS requests and lets these pass for CORS, without a token: leave out one of the two');
  }
  const passing = [...new Set([...notMethods, ...(preflight && !methods ? ['OPTIONS'] : [])])];
  return {
    paths: paths?.map(path => checkPathPattern(scope, 'path', path)),
    notPaths: paths ? undefined : publicPaths,
    methods,
    notMethods: passing.length > 0 ? passing : undefined,
  };
}
