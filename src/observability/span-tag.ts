import { IConstruct } from 'constructs';
import { LogValue } from './log-value';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { headerNameProblem } from '../core/values';

/**
 * The value of a tag that every span of a workload gets (`customTags`).
 */
export class SpanTag {
  /**
   * Always the same.
   *
   * @param value the value
   */
  public static literal(value: string): SpanTag {
    return new SpanTag(scope => ({ literal: { value: given(scope, 'value', value) } }));
  }

  /**
   * What a header of the request says.
   *
   * @param name the header's name
   * @param defaultValue the value where the request has no such header; without it the span has no such tag then
   */
  public static header(name: string, defaultValue?: string): SpanTag {
    return new SpanTag(scope => {
      const problem = headerNameProblem(name);
      return problem === undefined ? { header: { name, defaultValue } } : fail(scope, problem);
    });
  }

  /**
   * What a variable in the proxy's environment says.
   *
   * @param name the variable's name
   * @param defaultValue the value where the proxy has no such variable; without it the span has no such tag then
   */
  public static environment(name: string, defaultValue?: string): SpanTag {
    return new SpanTag(scope => ({ environment: { name: given(scope, 'environment variable', name), defaultValue } }));
  }

  /**
   * What an access log would say (`formatter`).
   *
   * @param value the value of a log's field
   */
  public static logValue(value: LogValue): SpanTag {
    return new SpanTag(scope => ({ formatter: { value: value._toJson(scope) } }));
  }

  private constructor(private readonly json: (scope: IConstruct) => Json) {}

  /** @internal */
  public _toJson(scope: IConstruct): Json {
    return this.json(scope);
  }
}

function given(scope: IConstruct, what: string, value: string): string {
  return value === '' ? fail(scope, `${what} ${show(value)} of a span's tag is empty: give one`) : value;
}
