import { App, Duration } from 'cdk8s';
import fc from 'fast-check';
import { LogFilter } from '../../src';
import { expectFailure } from '../service/fixtures';

const cel = (filter: LogFilter) => filter._toCel(new App());

interface Status { readonly 'grpc-status'?: string }
interface Seen {
  readonly response: { readonly code?: number; readonly flags: number; readonly headers: Status; readonly trailers: Status };
  readonly request: { readonly duration: number };
}

/** CEL and JavaScript read these operators alike; what is missing is not above anything. */
function takes(filter: LogFilter, seen: Seen): boolean {
  const millis = (text: string) => text.endsWith('ms') ? parseInt(text) : parseInt(text) * 1000;
  return new Function('response', 'request', 'duration', `return ${cel(filter)};`)(seen.response, seen.request, millis);
}

const seen = fc.record({
  response: fc.record({
    code: fc.constantFrom(undefined, 0, 200, 404, 503),
    flags: fc.constantFrom(0, 4),
    headers: fc.record({ 'grpc-status': fc.constantFrom(undefined, '0', '14') }),
    trailers: fc.record({ 'grpc-status': fc.constantFrom(undefined, '0', '2') }),
  }),
  request: fc.record({ duration: fc.constantFrom(1, 300, 5000) }),
});

/** A filter, and what it is to take. */
interface Model { readonly filter: LogFilter; readonly expected: (one: Seen) => boolean }

const leaf: fc.Arbitrary<Model> = fc.constantFrom<Model>(
  { filter: LogFilter.statusAtLeast(400), expected: one => (one.response.code ?? 0) >= 400 },
  { filter: LogFilter.slowerThan(Duration.millis(250)), expected: one => one.request.duration > 250 },
  { filter: LogFilter.slowerThan(Duration.seconds(2)), expected: one => one.request.duration > 2000 },
  {
    filter: LogFilter.errorsOnly(),
    expected: ({ response: { code = 0, headers, trailers, flags } }) =>
      code >= 400 || flags !== 0 || [headers, trailers].some(one => ![undefined, '0'].includes(one['grpc-status'])),
  },
  { filter: LogFilter.expression('response.code == 404 || request.duration > 4000'), expected: one => one.response.code === 404 || one.request.duration > 4000 },
  { filter: LogFilter.expression('!(response.flags != 0)'), expected: one => one.response.flags === 0 },
);

const { tree } = fc.letrec<{ tree: Model }>(tie => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.tuple(fc.boolean(), fc.array(tie('tree'), { minLength: 1, maxLength: 3 })).map(([all, parts]) => {
    const [{ filter }, ...others] = parts;
    const filters = others.map(one => one.filter);
    return all
      ? { filter: filter.and(...filters), expected: (one: Seen) => parts.every(part => part.expected(one)) }
      : { filter: filter.or(...filters), expected: (one: Seen) => parts.some(part => part.expected(one)) };
  })),
}));

describe('the filter of a log', () => {
  test('takes what its parts say, however they are joined', () => {
    fc.assert(fc.property(tree, seen, ({ filter, expected }, one) => {
      expect(takes(filter, one)).toBe(expected(one));
    }));
  });

  test('is written as one would by hand', () => {
    expect(cel(LogFilter.errorsOnly())).toBe("response.code >= 400 || response.flags != 0 || response.headers['grpc-status'] > '0' || response.trailers['grpc-status'] > '0'");
    expect(cel(LogFilter.slowerThan(Duration.millis(1500)))).toBe("request.duration > duration('1500ms')");
    expect(cel(LogFilter.errorsOnly().or(LogFilter.slowerThan(Duration.seconds(1))))).toBe("response.code >= 400 || response.flags != 0 || response.headers['grpc-status'] > '0' || response.trailers['grpc-status'] > '0' || request.duration > duration('1s')");
    expect(cel(LogFilter.statusAtLeast(500).and(LogFilter.expression("request.method in ['GET', 'HEAD']")))).toBe("response.code >= 500 && (request.method in ['GET', 'HEAD'])");
    expect(cel(LogFilter.errorsOnly().and(LogFilter.expression("!request.url_path.startsWith('/health')"))))
      .toBe("(response.code >= 400 || response.flags != 0 || response.headers['grpc-status'] > '0' || response.trailers['grpc-status'] > '0') && (!request.url_path.startsWith('/health'))");
  });

  test.each([99, 600, 400.5])('fails at the status %d', status => {
    expectFailure(() => cel(LogFilter.statusAtLeast(status)), `[App] status ${status} of a log's filter is none: use a whole number from 100 to 599`);
  });

  test.each(['', '  ', 'a\nb', '(a', 'a)', 'a[(b])', "a == 'b", '"\\"'])('fails at an expression that cannot be CEL: %s', expression => {
    expectFailure(() => cel(LogFilter.expression(expression)), 'of a log\'s filter is none of CEL');
  });

  test.each(["a == ')'", "a == '\\')'", 'a["b"] == {}.c'])('takes brackets in quotes for text: %s', expression => {
    expect(cel(LogFilter.expression(expression))).toBe(expression);
  });

  test('fails at a time that is none', () => {
    expectFailure(() => cel(LogFilter.slowerThan(Duration.millis(0))), 'duration of a log\'s filter of 0 ms is not allowed');
  });
});
