import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem } from '../core/values';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * A header that proxies send to a collector with what they report (`headers`, `initialMetadata`).
 */
export class ExportHeader {
  /**
   * A header whose value anybody may read: it stands in the mesh's configuration.
   *
   * @param name the header's name
   * @param value its value
   */
  public static literal(name: string, value: string): ExportHeader {
    return new ExportHeader(name, scope => value === '' ? fail(scope, `header ${show(name)} has no value`) : { value });
  }

  /**
   * A header whose value is that of an environment variable of the proxies, for a token: it stands in no output of this library (`envName`).
   *
   * @param name the header's name
   * @param variable the name of the variable, in the environment of every proxy
   */
  public static environment(name: string, variable: string): ExportHeader {
    return new ExportHeader(name, scope => VARIABLE.test(variable) ? { envName: variable } : fail(scope, `environment variable ${show(variable)} of header ${show(name)} is none: use letters, digits and '_', for example 'COLLECTOR_TOKEN'`));
  }

  private constructor(private readonly name: string, private readonly value: (scope: IConstruct) => Json) {}

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    const problem = headerNameProblem(this.name);
    return problem === undefined ? { name: this.name, ...this.value(scope) } : fail(scope, problem);
  }
}
