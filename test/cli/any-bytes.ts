import * as fc from 'fast-check';
import { ODD_OBJECTS, ODD_VALUE } from '../check/any-objects';
import { edited, STYLE, written } from '../manifests/texts';

/** Objects as text: JSON or YAML in any style, one behind the other or in a List. */
const TEXTS: fc.Arbitrary<string> = fc.tuple(ODD_OBJECTS, fc.constantFrom(...['json', 'lines', 'yaml', 'list', 'lists'] as const), STYLE).map(([objects, form, style]) => {
  switch (form) {
    case 'json': return objects.map(object => JSON.stringify(object)).join('\n---\n');
    case 'lines': return objects.map(object => JSON.stringify(object, null, 2)).join('\n---\n');
    case 'list': return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    case 'lists': return written({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: objects }] }, style);
    default: return objects.map(object => written(object, style)).join('---\n');
  }
});

/** What stands in YAML that few people write. */
const RARE = ['&a ', '*a', '*b', '<<: *a\n', '<<: [*a, *a]\n', '? ', '!!binary ', '!!set ', '!!omap ', '!!int ', '!!float ', '!!null ', '!!str ', '!!merge ', '!a ', '!<tag:a> ', '%YAML 1.2\n---\n', '%TAG ! tag:a:\n---\n', '...\n', '--- |\n', '--- >-\n', '--- {a: 1}\n',
  '"\\uD800"', '"\\0"', '"\\x1b"', '"\\\n"', '|+9\n', '>2-\n', '\ufeff', '\u0085', '\u2028', '{{ .Values.a }}', '__proto__: 1\n', 'constructor: {prototype: 1}\n', '~: 1\n', '1: 1\n', '[a]: 1\n', '{a: 1}: 1\n', '.nan', '.inf', '0x', '1e999', '-0'];

const RARE_PIECES = fc.array(fc.tuple(fc.nat(1_000_000), fc.constantFrom(...RARE)), { minLength: 1, maxLength: 4 });
const RARE_TEXTS: fc.Arbitrary<string> = fc.tuple(TEXTS, RARE_PIECES)
  .map(([text, pieces]) => pieces.reduce((whole, [at, piece]) => {
    // Mostly where a value, a key or a line begins.
    const places = [...whole.matchAll(/(?<=: )|^ */gm)].map(found => found.index + found[0].length);
    const place = places[at % places.length];
    return whole.slice(0, place) + piece + whole.slice(place);
  }, text));

/** Text whose lines were doubled, left out, indented or mixed up. */
const SHUFFLED: fc.Arbitrary<string> = fc.tuple(TEXTS, fc.array(fc.tuple(fc.constantFrom(...['double', 'drop', 'indent', 'move'] as const), fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(8)), { minLength: 1, maxLength: 4 }))
  .map(([text, edits]) => edits.reduce((lines, [kind, first, second, count]) => {
    const from = first % (lines.length + 1);
    const block = lines.slice(from, from + count);
    const without = [...lines.slice(0, from), ...lines.slice(from + count)];
    switch (kind) {
      case 'double': return [...lines.slice(0, from), ...block, ...lines.slice(from)];
      case 'drop': return without;
      case 'indent': return [...lines.slice(0, from), ...block.map(line => `  ${line}`), ...lines.slice(from + count)];
      default: return [...without.slice(0, second % (without.length + 1)), ...block, ...without.slice(second % (without.length + 1))];
    }
  }, text.split('\n')).join('\n'));

const ANY_TEXT = fc.oneof(
  { weight: 4, arbitrary: TEXTS }, { weight: 2, arbitrary: RARE_TEXTS }, { weight: 2, arbitrary: SHUFFLED }, { weight: 2, arbitrary: edited(TEXTS) },
  { weight: 1, arbitrary: ODD_VALUE.map(value => JSON.stringify(value)) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

type Encoding = (text: string) => Buffer;

const ENCODINGS: readonly Encoding[] = [
  text => Buffer.from(text),
  text => Buffer.from(`\ufeff${text}`),
  text => Buffer.from(text.replaceAll('\n', '\r\n')),
  text => Buffer.from(text.replaceAll('\n', '\r')),
  text => Buffer.from(text, 'latin1'),
  text => Buffer.from(text, 'utf16le'),
  text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  text => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  text => Buffer.from(Uint32Array.from([0xfeff, ...[...text].map(character => character.codePointAt(0)!)]).buffer),
];

/** Bytes of a file: text in any encoding, cut off or with some of its bytes changed, or no text at all. */
export const ANY_BYTES: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: ANY_TEXT.map(text => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.tuple(ANY_TEXT, fc.constantFrom(...ENCODINGS)).map(([text, encode]) => encode(text)) },
  { weight: 1, arbitrary: fc.tuple(TEXTS, fc.nat(1_000_000)).map(([text, at]) => Buffer.from(text).subarray(0, at % (text.length + 1))) },
  {
    weight: 1,
    arbitrary: fc.tuple(TEXTS, fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 3 })).map(([text, flips]) => {
      const bytes = Buffer.from(text);
      flips.forEach(([at, byte]) => { bytes[at % bytes.length] = byte; });
      return bytes;
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map(bytes => Buffer.from(bytes)) },
);
