import { coversRequests, takesEveryPath } from './http-match';
import { HttpMatch, StringMatch } from './istio-specs';
import { addTo } from '../core/grouped';

/** Conditions of requests, in which those are found that take all that another one takes. */
export class CoverIndex<T> {
  private readonly byPath = new Map<string, { readonly match: HttpMatch; readonly value: T }[]>();
  /** Paths that are too different from each other for an index: regular expressions, and all without regard to case. */
  private readonly others: { readonly match: HttpMatch; readonly value: T }[] = [];

  constructor(private readonly gateways: readonly string[]) {}

  /** Adds a condition. */
  public add(match: HttpMatch, value: T): void {
    const key = keyOf(match);
    if (key === undefined) {
      this.others.push({ match, value });
    } else {
      addTo(this.byPath, key, { match, value });
    }
  }

  /** What was added with conditions that take every request which a condition takes, and which `accept` takes too; the first one that is found. */
  public find(match: HttpMatch, accept: (value: T) => boolean = () => true): T | undefined {
    for (const key of keysAbove(match.uri)) {
      const found = this.byPath.get(key)?.find(({ match: wide, value }) => accept(value) && coversRequests(wide, match, this.gateways));
      if (found) {
        return found.value;
      }
    }
    return this.others.find(({ match: wide, value }) => accept(value) && coversRequests(wide, match, this.gateways))?.value;
  }
}

function keyOf(match: HttpMatch): string | undefined {
  if (takesEveryPath(match)) {
    return 'any';
  }
  const { uri = {}, ignoreUriCase } = match;
  return ignoreUriCase || uri.regex !== undefined ? undefined : uri.exact !== undefined ? `exact ${uri.exact}` : `prefix ${uri.prefix}`;
}

function* keysAbove({ exact, prefix }: StringMatch = {}): Generator<string> {
  yield 'any';
  if (exact !== undefined) {
    yield `exact ${exact}`;
  }
  const path = exact ?? prefix ?? '';
  for (let length = 1; length <= path.length; length++) {
    yield `prefix ${path.slice(0, length)}`;
  }
}
