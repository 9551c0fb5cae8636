import { isObject } from '../manifests/manifest';

/** How deep lists may stand whose items are written one by one. */
const DEPTH = 4;

/** A value as JSON of many lines, part by part; a generator stands for a list. */
export function* jsonParts(value: unknown): Generator<string> {
  yield* parts(value, '\n', DEPTH);
  yield '\n';
}

function* parts(value: unknown, newline: string, depth: number): Generator<string> {
  const inner = `${newline}  `;
  let between = inner;
  if (isList(value)) {
    for (const item of value) {
      yield between === inner ? `[${inner}` : between;
      between = `,${inner}`;
      yield* parts(item, inner, depth - 1);
    }
    yield between === inner ? '[]' : `${newline}]`;
  } else if (isObject(value) && depth > 0) {
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) {
        yield `${between === inner ? `{${inner}` : between}${JSON.stringify(name)}: `;
        between = `,${inner}`;
        yield* parts(field, inner, depth - 1);
      }
    }
    yield between === inner ? '{}' : `${newline}}`;
  } else {
    yield JSON.stringify(value, null, 2).replaceAll('\n', newline);
  }
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
