/**
 * What an unquoted word means to Kubernetes, whose reader of YAML knows version 1.1: `on` and `y` are true, `010` is eight, `1:30` and dates are text.
 * Integers beyond 2^53 are rounded, as all numbers of JSON are here; the API server keeps them.
 */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  if (!MAY_BE_MORE.has(first)) {
    return text;
  }
  if (first >= 0x31 && first <= 0x39 && text.length < 16) {
    const small = digits(text);
    if (small >= 0) {
      return small;
    }
  }
  if (WORDS.has(text)) {
    return WORDS.get(text);
  }
  return first < 0x40 ? numberOf(text) ?? text : text;
}

/** Whether a value is a number that JSON does not have. */
export function isInfinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

/** What an unquoted key means, as text; undefined where Kubernetes takes none, or where its spelling of a number would have to be guessed. */
export function plainKey(text: string): string | undefined {
  const value = plainScalar(text);
  if (typeof value !== 'number') {
    return value === null ? undefined : String(value);
  }
  // Octal with an 8 or 9 is no integer, but a float, whose large ones are written with an exponent.
  const fraction = /[.eE]|^[-+]?0[0-7_]*[89]/.test(text) && !/^[-+]?0[xX]/.test(text);
  const certain = fraction ? /^-?\d{1,6}(\.\d+)?$/.test(String(value)) && String(value).replace(/\D/g, '').length <= 6 : Number.isSafeInteger(value);
  return certain ? String(value) : undefined;
}

const WORDS = new Map<string, unknown>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
]);

/** The first characters of what may be no text. */
const MAY_BE_MORE = new Set<number>([NaN, ...[...'~0123456789+-.nNyYtTfFoO'].map(character => character.charCodeAt(0))]);

const DECIMAL = /^[-+]?(0|[1-9][0-9]*)$/;
const OTHER_BASE = /^[-+]?0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** What begins with a point is a number as Go writes it, underscores only between digits. */
const POINT = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/;

/** The number that a few digits are; -1 if they are more than digits. */
function digits(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) {
      return -1;
    }
    value = value * 10 + digit;
  }
  return value;
}

function numberOf(text: string): number | undefined {
  if (text[0] === '.' && !POINT.test(text)) {
    return undefined;
  }
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (OTHER_BASE.test(plain)) {
    const value = integer(plain);
    if (value !== undefined) {
      return value;
    }
  }
  if (DECIMAL.test(plain) || FLOAT.test(plain)) {
    const value = Number(plain);
    // What is too large stays text; there is no negative zero.
    return Number.isFinite(value) ? value + 0 : undefined;
  }
  // Go's reader takes a sign behind the base, too.
  return /^0b[-+][01]{1,64}$/.test(plain) ? integer(`${plain[2]}0b${plain.slice(3)}`) : undefined;
}

/** An integer of 64 bits that is not decimal; undefined if it has more. */
function integer(text: string): number | undefined {
  const unsigned = text.replace(/^[-+]/, '');
  const value = BigInt(/^0[0-7]/.test(unsigned) ? `0o${unsigned}` : unsigned);
  const limit = text[0] === '-' ? 2n ** 63n : text[0] === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return value > limit ? undefined : Number(text[0] === '-' ? -value : value);
}
