/**
 * What an unquoted word means to Kubernetes, whose reader of YAML knows version 1.1: `on` and `y` are true, `010` is eight, `1:30` and dates are text.
 */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  if (!MAY_BE_MORE.has(first)) {
    return text;
  }
  if (WORDS.has(text)) {
    return WORDS.get(text);
  }
  return (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e ? numberOf(text) ?? text : text;
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

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^[-+]?(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+)$/;

function numberOf(text: string): number | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (INTEGER.test(plain)) {
    const sign = plain[0] === '-' ? -1 : 1;
    const digits = plain.replace(/^[-+]/, '');
    return sign * (/^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits));
  }
  return FLOAT.test(plain) ? Number(plain) : undefined;
}
