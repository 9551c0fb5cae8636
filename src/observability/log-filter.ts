import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { istioDuration } from '../core/values';

const LOWEST = 100;
const HIGHEST = 599;

/**
 * Which requests and connections are logged (`filter.expression`, in CEL). What an expression cannot tell is not logged: a connection has no status.
 */
export class LogFilter {
  /**
   * What failed: a status of 400 or more, or of gRPC other than OK, and what a proxy answered or broke off itself, connections too.
   */
  public static errorsOnly(): LogFilter {
    // Not response.grpc_status: where there is none Envoy makes one up from the status of HTTP, 2 for 200.
    const grpc = ['headers', 'trailers'].map(where => LogFilter.expression(`response.${where}['grpc-status'] > '0'`));
    return LogFilter.statusAtLeast(400).or(LogFilter.expression('response.flags != 0'), ...grpc);
  }

  /**
   * Answers from a status upwards.
   *
   * @param status a whole number from 100 to 599
   */
  public static statusAtLeast(status: number): LogFilter {
    return new LogFilter(scope => {
      if (!Number.isInteger(status) || status < LOWEST || status > HIGHEST) {
        fail(scope, `status ${status} of a log's filter is none: use a whole number from ${LOWEST} to ${HIGHEST}`);
      }
      return `response.code >= ${status}`;
    });
  }

  /**
   * Requests and connections that took longer, from the first byte to the last.
   *
   * @param duration whole milliseconds
   */
  public static slowerThan(duration: Duration): LogFilter {
    return new LogFilter(scope => `request.duration > duration('${istioDuration(scope, 'duration of a log\'s filter', duration)}')`);
  }

  /**
   * An expression in CEL, over the attributes that Envoy knows (https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/attributes),
   * for example "request.method == 'POST'". Nobody checks it before the proxies do.
   *
   * @param expression one line
   */
  public static expression(expression: string): LogFilter {
    return new LogFilter(scope => {
      const text = expression.trim();
      if (text === '' || /[\r\n]/.test(text) || !balanced(text)) {
        fail(scope, `expression ${show(expression)} of a log's filter is none of CEL: write one line whose brackets and quotes are closed, for example "request.method == 'POST'"`);
      }
      return text;
    });
  }

  private constructor(private readonly cel: (scope: IConstruct) => string) {}

  /**
   * What this filter takes and all the others too.
   *
   * @param others further filters
   */
  public and(...others: LogFilter[]): LogFilter {
    return this.join('&&', others);
  }

  /**
   * What this filter takes or one of the others.
   *
   * @param others further filters
   */
  public or(...others: LogFilter[]): LogFilter {
    return this.join('||', others);
  }

  /** @internal */
  public _toCel(scope: IConstruct): string {
    return this.cel(scope);
  }

  private join(operator: string, others: LogFilter[]): LogFilter {
    return new LogFilter(scope => [this, ...others].map(one => bracketed(one.cel(scope), operator)).join(` ${operator} `));
  }
}

/** A part that another operator holds together keeps its brackets. */
function bracketed(part: string, operator: string): string {
  const plain = /^[\w.]+(\['[\w-]+'\])? (>=|>|!=|==) (\w+|'\w+'|duration\('\w+'\))$/;
  const alike = part.split(` ${operator} `);
  return alike.every(one => plain.test(one)) ? part : `(${part})`;
}

/** Whether brackets and quotes are closed, in their order. */
function balanced(text: string): boolean {
  const closing: { [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };
  const open: string[] = [];
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quote !== undefined) {
      if (char === '\\') {
        at++;
      } else if (char === quote) {
        quote = undefined;
      }
    } else if (char === '"' || char === '\'') {
      quote = char;
    } else if (closing[char]) {
      open.push(closing[char]);
    } else if ([')', ']', '}'].includes(char) && open.pop() !== char) {
      return false;
    }
  }
  return quote === undefined && open.length === 0;
}
