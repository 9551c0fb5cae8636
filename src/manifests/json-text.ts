import { NOT_PLAIN } from './block-reader';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Deeper ones are left to the library, which says where. */
const MAX_DEPTH = 100;

/** Reads JSON, which `kubectl get -o json` writes by the megabyte; what is none, or has a key twice, is left to the library, which says where. */
export function readJson(text: string): unknown {
  const keys = keysWritten(text);
  if (keys < 0) {
    return NOT_PLAIN;
  }
  try {
    const value: unknown = JSON.parse(text);
    // JSON.parse keeps one of several equal keys, and says nothing.
    return keysOf(value) === keys ? value : NOT_PLAIN;
  } catch {
    return NOT_PLAIN;
  }
}

/** How many keys a text has that is JSON; -1 if it is nested too deep. */
function keysWritten(text: string): number {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) {
        if (text.charCodeAt(at) === BACKSLASH) {
          at++;
        }
      }
    } else if (code === COLON) {
      keys++;
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) {
        return -1;
      }
    } else if (code === 0x5d || code === 0x7d) {
      depth--;
    }
  }
  return keys;
}

/** How many keys a value has; NaN if there is a number that Kubernetes would read otherwise. */
function keysOf(value: unknown): number {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? 0 : NaN;
  }
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      count += keysOf(item);
    }
    return count;
  }
  for (const key in value) {
    count += 1 + keysOf((value as { [key: string]: unknown })[key]);
  }
  return count;
}
