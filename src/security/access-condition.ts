import { IConstruct } from 'constructs';
import { checkPattern } from './access-source';
import { checkAddressOrRange } from '../core/addresses';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem } from '../core/values';

/**
 * What must hold besides (`AuthorizationPolicy.rules.when`).
 */
export class AccessCondition {
  /** @internal */
  public static _create(key: string, http: boolean, json: (scope: IConstruct) => Json): AccessCondition {
    return new AccessCondition(key, http, json);
  }

  private constructor(
    /** @internal */
    public readonly _key: string,
    /** @internal whether connections that are no requests have it not */
    public readonly _http: boolean,
    private readonly json: (scope: IConstruct) => Json,
  ) {}

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    return this.json(scope);
  }
}

/**
 * What a condition asks, of a request or of its connection.
 */
export class AccessAttribute {
  /**
   * A header of the request (`request.headers[...]`).
   *
   * @param name the header's name
   */
  public static header(name: string): AccessAttribute {
    return new AccessAttribute(`request.headers[${name}]`, true, scope => {
      const problem = headerNameProblem(name);
      if (problem) {
        fail(scope, problem);
      }
    });
  }

  /**
   * A claim of the request's token (`request.auth.claims[...]`), which a `JwtPolicy` reads. Of a claim that is a list one entry must do.
   *
   * @param path the claim's name, or the names on the way to it
   */
  public static claim(...path: string[]): AccessAttribute {
    return new AccessAttribute(`request.auth.claims${path.map(name => `[${name}]`).join('')}`, true, scope => {
      const wrong = path.length === 0 ? '' : path.find(name => !/^[^[\]]+$/.test(name));
      if (wrong !== undefined) {
        fail(scope, `claim ${show(wrong)} is not a name: give the claim's name, or several for a claim within claims, without brackets`);
      }
    });
  }

  /**
   * The audiences of the request's token (`request.auth.audiences`).
   */
  public static audience(): AccessAttribute {
    return new AccessAttribute('request.auth.audiences', true);
  }

  /**
   * The presenter of the request's token, its claim `azp` (`request.auth.presenter`).
   */
  public static presenter(): AccessAttribute {
    return new AccessAttribute('request.auth.presenter', true);
  }

  /**
   * The server name that the client asked for when it opened TLS (`connection.sni`).
   */
  public static sni(): AccessAttribute {
    return new AccessAttribute('connection.sni', false);
  }

  /**
   * The address to which the connection goes (`destination.ip`): addresses or ranges.
   */
  public static destinationIp(): AccessAttribute {
    return new AccessAttribute('destination.ip', false, undefined, (scope, value) => checkAddressOrRange(scope, 'destination.ip', value));
  }

  private constructor(
    private readonly key: string,
    private readonly http: boolean,
    private readonly check: (scope: IConstruct) => void = () => undefined,
    private readonly checkValue: (scope: IConstruct, value: string) => string = (scope, value) => checkPattern(scope, key, value),
  ) {}

  /**
   * It is one of these (`values`).
   *
   * @param values texts, with one '*' at the beginning or the end; '*' alone for any that is there
   */
  public oneOf(...values: string[]): AccessCondition {
    return this.condition('values', values);
  }

  /**
   * It is none of these, or is not there (`notValues`).
   *
   * @param values texts, with one '*' at the beginning or the end
   */
  public noneOf(...values: string[]): AccessCondition {
    return this.condition('notValues', values);
  }

  private condition(field: string, values: readonly string[]): AccessCondition {
    return AccessCondition._create(this.key, this.http, scope => {
      this.check(scope);
      if (values.length === 0) {
        fail(scope, `has a condition on ${this.key} without values: name at least one`);
      }
      return { key: this.key, [field]: values.map(value => this.checkValue(scope, value)) };
    });
  }
}
