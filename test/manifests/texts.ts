import * as fc from 'fast-check';
import { CreateNodeOptions, DocumentOptions, SchemaOptions, stringify, ToStringOptions } from 'yaml';

type WriteOptions = DocumentOptions & SchemaOptions & CreateNodeOptions & ToStringOptions;

/** Words that readers of YAML take for different things. */
export const WORDS = ['', ' ', '~', 'null', 'y', 'on', 'No', 'TRUE', '0', '010', '0x1F', '1_000', '1e3', '.5', '.inf', '-', '- a', '-1', '--- a', '...', '?', ':', 'a: b', 'a:b', 'a #b', 'a#b',
  '#', '[a]', '{a', '&a', '*a', '!a', '|', '>', '%a', '@a', '`a', '"a"', '\'a\'', 'it\'s', 'a"b', 'a\\b', 'a\nb', 'a\n\nb\n', 'a\n', '\na', ' a\nb', 'a \nb', 'a\n  b\n', '\ta', 'a\tb', 'a\t', 'é', '日本', '😀',
  '\u00a0', '\u2028', '1:30', '2001-01-01', '<<', '=', '__proto__', 'constructor', 'a,b', 'a]', 'a}', '{{ a }}', 'x'.repeat(90), 'long '.repeat(30).trim(), 'a\n---\nb'];

// eslint-disable-next-line no-control-regex
const TEXT = fc.oneof({ weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/) }, { weight: 2, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) })
  .filter(text => !/[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ufeff\r]/.test(text));

/** Any value of JSON, with the texts and numbers that are easily misread. */
export const JSON_VALUE: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    TEXT,
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(TEXT, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Such a value as an object, which most documents are. */
export const JSON_OBJECT = fc.dictionary(TEXT, JSON_VALUE, { maxKeys: 5, noNullPrototype: true });

/** How a value may be written. */
export const STYLE: fc.Arbitrary<WriteOptions> = fc.record({
  indent: fc.constantFrom(1, 2, 3, 4, 8),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  singleQuote: fc.constantFrom(null, true, false),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const, 'BLOCK_LITERAL' as const),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  blockQuote: fc.constantFrom(true, false, 'literal' as const, 'folded' as const),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  nullStr: fc.constantFrom('null', '~'),
  aliasDuplicateObjects: fc.constant(false),
});

/** A value as the library writes it, so that a reader of YAML 1.1 finds the same again. */
export function written(value: unknown, style: WriteOptions = {}): string {
  return stringify(value, { version: '1.1', ...style });
}

/** Ordinary manifests, in the styles of several writers. */
export const ORDINARY = [`apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
  labels: {}
  annotations:
    note: 'it''s'
    more: "a \\"b\\"\\n"
spec:
  args:
  - --config=/etc/a
  - -U
  ports:
  - name: :http
    port: 80
    targetPort: 8080
  - name: grpc
    port: 9000
  selector:
    app.kubernetes.io/name: reviews
  clusterIP: None
`, `# Written by hand.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
    name: reviews   # the name
spec:

    hosts:
      - reviews
      - "*.example.com"
    http:
      # the canary
      - route:
          - destination:
              host: reviews.shop.svc.cluster.local
            weight: 10
        timeout: 1.5s
        match:
          - uri: {prefix: /api}
      -
        route: []
    exportTo: [".", 'shop']
`, `kind: ConfigMap
apiVersion: v1
metadata: {name: scripts}
data:
  run.sh: |
    #!/bin/sh
    if true; then
      echo "a: b" # no comment
    fi

    exit 0
  one: |-
    {{ not a template }}
  "8080": x
immutable: true
`];

/** Characters and lines that mean something in YAML. */
const PIECES = ['#', ' #', ':', ': ', '- ', '-', '"', '\'', '\t', ' ', '  ', '\n', '\n\n', '\r\n', '\r', '---\n', '\n---\n', '--- #a\n', '...\n', '\n...\n', '&a ', '*a', '!b ', '|', '>', '|-\n', '[', ']', '{', '}', ',', '? ', '<<: *a\n',
  '%', '\\', '\\n', '\u00a0', '\u2028', '\ufeff', 'y: ', '1: ', '~', '# c\n', '   # c\n'];

interface Edit {
  readonly kind: 'delete' | 'double' | 'insert' | 'indent' | 'outdent' | 'swap';
  readonly at: number;
  readonly piece: string;
}

const EDIT: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('delete' as const, 'double' as const, 'insert' as const, 'insert' as const, 'indent' as const, 'outdent' as const, 'swap' as const),
  at: fc.nat(1_000_000),
  piece: fc.constantFrom(...PIECES),
});

/** A text, edited here and there. */
export function edited(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.array(EDIT, { minLength: 1, maxLength: 4 })).map(([start, edits]) => edits.reduce(edit, start));
}

function edit(text: string, { kind, at, piece }: Edit): string {
  const place = at % (text.length + 1);
  const line = text.lastIndexOf('\n', place - 1) + 1;
  switch (kind) {
    case 'delete': return text.slice(0, place) + text.slice(place + 1);
    case 'double': return text.slice(0, place) + text.slice(place - 1);
    case 'insert': return text.slice(0, place) + piece + text.slice(place);
    case 'indent': return text.slice(0, line) + ' ' + text.slice(line);
    case 'outdent': return text.slice(0, line) + text.slice(line).replace(/^ /, '');
    default: return text.slice(0, place) + text.slice(place, place + 2).split('').reverse().join('') + text.slice(place + 2);
  }
}
