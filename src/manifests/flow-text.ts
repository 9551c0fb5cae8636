import { isInfinite, plainScalar } from './plain-scalar';

const SPACE = 32;
/** An address of IPv6 may end with a colon: kubectl's reader takes no key to begin there, and a library of YAML does. */
const WORD = /[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\/[0-9]{1,3})?(?=[,\]}])|[A-Za-z0-9_/.][\w./-]*/y;
const KEY = /[A-Za-z_/][\w./-]{0,200}: /y;
const QUOTED = /"[^"\\\0-\x1f]*"|'[^'\0-\x1f]*'/y; // eslint-disable-line no-control-regex
const MAX_DEPTH = 10;

/** A value, and where it ends. */
export interface Flow {
  readonly value: unknown;
  readonly end: number;
}

/** Reads a short list or mapping on one line, as `["*"]` and `{app: web}`; undefined if it has more than words and simple quoted text. */
export function readFlow(text: string, from: number, depth = 0): Flow | undefined {
  const isList = text[from] === '[';
  if ((!isList && text[from] !== '{') || depth > MAX_DEPTH) {
    return undefined;
  }
  const items: unknown[] = [];
  const found: { [key: string]: unknown } = {};
  let at = behindBlanks(text, from + 1);
  if (text[at] === (isList ? ']' : '}')) {
    return { value: isList ? items : found, end: at + 1 };
  }
  for (;;) {
    let key = '';
    if (!isList) {
      const matched = match(KEY, text, at);
      if (matched === undefined) {
        return undefined;
      }
      key = matched.slice(0, -2);
      at = behindBlanks(text, at + matched.length);
      if (key in found || plainScalar(key) !== key) {
        return undefined;
      }
    }
    const item = part(text, at, depth);
    if (!item) {
      return undefined;
    }
    if (isList) {
      items.push(item.value);
    } else {
      found[key] = item.value;
    }
    at = behindBlanks(text, item.end);
    if (text[at] === (isList ? ']' : '}')) {
      return { value: isList ? items : found, end: at + 1 };
    }
    if (text[at] !== ',') {
      return undefined;
    }
    at = behindBlanks(text, at + 1);
  }
}

function part(text: string, at: number, depth: number): Flow | undefined {
  const first = text[at];
  if (first === '[' || first === '{') {
    return readFlow(text, at, depth + 1);
  }
  if (first === '"' || first === '\'') {
    const quoted = match(QUOTED, text, at);
    return quoted === undefined ? undefined : { value: quoted.slice(1, -1), end: at + quoted.length };
  }
  const word = match(WORD, text, at);
  if (word === undefined) {
    return undefined;
  }
  const value = plainScalar(word);
  return isInfinite(value) ? undefined : { value, end: at + word.length };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) {
    at++;
  }
  return at;
}
