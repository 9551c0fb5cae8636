import type { RE2JS } from 're2js';

/** Envoy matches with RE2, and Istio takes at most this many bytes. */
const MAX_BYTES = 1024;
const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  let regex = compiled.get(pattern);
  if (!regex) {
    // 900 KB and 15 ms: loaded when the first regular expression is written, not with the package.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { RE2JS: engine } = require('re2js') as typeof import('re2js');
    regex = engine.compile(pattern);
    compiled.set(pattern, regex);
  }
  return regex;
}

/** Answers why Envoy would refuse a regular expression, or undefined when it would take it. */
export function regexProblem(pattern: string): string | undefined {
  const bytes = Buffer.byteLength(pattern);
  if (bytes > MAX_BYTES) {
    return `the regular expression has ${bytes} bytes, Istio takes at most ${MAX_BYTES}: match a prefix or fewer alternatives`;
  }
  if (pattern === '') {
    return 'the regular expression is empty: use exact, prefix or present instead';
  }
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    return `the regular expression '${pattern}' is not RE2 syntax (${(error as Error).message}): RE2 has no lookaround and no backreferences`;
  }
}

/** Whether the whole of a text matches, as Envoy matches. */
export function matchesWhole(pattern: string, text: string): boolean {
  return compile(pattern).matches(text);
}

/** A text as it stands in a regular expression that matches just it. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
