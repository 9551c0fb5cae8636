import * as fc from 'fast-check';
import { edited, ORDINARY } from './texts';
import { decode } from '../../src/manifests/decode';
import { AliasBudget } from '../../src/manifests/node-value';
import { manifestOf, readManifests } from '../../src/manifests/read-manifests';
import { SourceText } from '../../src/manifests/source-text';

const OBJECT = 'apiVersion: v1\nkind: A\nmetadata:\n  name: NAME\n';
const object = (name: string) => OBJECT.replace('NAME', name);

const read = (text: string) => {
  const { manifests, problems } = readManifests(new SourceText('a.yaml', text));
  return { names: manifests.map(({ name }) => name), problems: problems.map(({ line, column, message }) => `${line}:${column} ${message}`) };
};

describe('documents', () => {
  test.each<[string, string, string[]]>([
    ['none', '', []], ['comments only', '# a\n\n# b\n', []], ['one', object('a'), ['a']], ['one behind a marker', `---\n${object('a')}`, ['a']], ['two', `${object('a')}---\n${object('b')}`, ['a', 'b']],
    ['two with comments at their markers', `--- # one\n${object('a')}---# two\n${object('b')}`, ['a', 'b']], ['empty ones between', `---\n---\n# c\n---\n${object('a')}---`, ['a']], ['one that ends by itself', `${object('a')}...\n---\n${object('b')}`, ['a', 'b']],
    ['each with the mark of UTF-8', `${object('a')}---\n\ufeff${object('b')}`, ['a', 'b']], ['JSON', '{"apiVersion": "v1", "kind": "A", "metadata": {"name": "a"}}', ['a']], ['JSON with comments', '# c\n{"apiVersion": "v1", "kind": "A", "metadata": {"name": "a"}} # d', ['a']],
    ['a List', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\n- {apiVersion: v1, kind: B}\n', ['a', '']], ['a List in a List', '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: A, metadata: {name: a}}]}]}', ['a']],
    ['a list of one kind', 'apiVersion: v1\nkind: AList\nitems:\n- metadata:\n    name: a\n', ['a']], ['a name that is a number', 'apiVersion: v1\nkind: A\nmetadata: {name: 5, namespace: ""}\n', ['']], ['ordinary ones', ORDINARY.join('---\n'), ['reviews', 'reviews', 'scripts']],
  ])('%s', (_, text, names) => expect(read(text)).toEqual({ names, problems: [] }));

  test.each<[string, string, string[], string[]]>([
    ['text behind a marker', `--- text\n${object('a')}`, ['a'], ['1:5 a line that begins with --- ends a document and takes nothing but a comment: write what follows on the next line']],
    ['a text', '\nhello world\n', [], ['2:1 holds the string "hello world" and no object: write apiVersion, kind and metadata']],
    ['a long text', 'x'.repeat(100), [], [`1:1 holds the string "${'x'.repeat(59)}... and no object: write apiVersion, kind and metadata`]],
    ['a list', '# a\n - a\n', [], ['2:2 holds a list and no object: write apiVersion, kind and metadata']],
    ['no apiVersion', `${object('a')}---\n# c\nkind: A\n`, ['a'], ['7:1 holds an object without apiVersion, which Kubernetes needs to know what it is']],
    ['no kind', 'apiVersion: v1\nkind: ""', [], ['1:1 holds an object without kind, which Kubernetes needs to know what it is']],
    ['an item that is nothing', 'apiVersion: v1\nkind: List\nitems:\n  - kind: A\n  -\n', [], ['4:5 holds an object without apiVersion, which Kubernetes needs to know what it is', '5:4 holds nothing and no object: write apiVersion, kind and metadata']],
    ['a key twice', `${object('a')}---\na: 1\na: 2\n`, ['a'], ['7:1 is no YAML: the key "a" stands here twice, and all but one are lost: leave one out']],
    ['a key twice in JSON', '{\n"a": 1,\n"a": 2}', [], ['3:1 is no YAML: the key "a" stands here twice, and all but one are lost: leave one out']],
    ['what stands behind an end', `${object('a')}...\n${object('b')}`, ['a'], ['6:1 stands behind the end of a document (...), where kubectl reads nothing: write --- before it']],
    ['a directive', `%YAML 1.1\n---\n${object('a')}`, ['a'], ['1:1 is no YAML: the directive %YAML 1.1, which kubectl does not take: leave this line out']],
    ['a template', `${object('a')}---\n{{- if .Values.a }}\na: 1\n{{- end }}\n`, ['a'], [expect.stringMatching(/^[67]:\d+ is no YAML: .*; \{\{ stands in it, and a template must be rendered first, as by helm template$/) as string]],
    ['a value of a template', 'a: {{ .Values.a }}\n', [], [expect.stringContaining('a template must be rendered first') as string]],
  ])('fails for %s', (_, text, names, problems) => expect(read(text)).toEqual({ names, problems }));

  test('know where they stand', () => {
    const source = new SourceText('-', `${object('a')}--- # b\n${object('b')}`);
    const parts = readManifests(source).manifests.map(({ origin }) => 'source' in origin ? source.text.slice(origin.from, origin.to) : '');
    expect(parts).toEqual([object('a'), object('b')]);
  });

  test('are manifests or problems, whatever was edited in them', () => {
    fc.assert(fc.property(edited(fc.constant(ORDINARY.join('---\n'))), raw => {
      const decoded = decode(Buffer.from(raw));
      if ('text' in decoded) {
        const source = new SourceText('-', decoded.text);
        readManifests(source).problems.forEach(({ line, column }) => expect(column).toBeLessThanOrEqual(source.line(line).length + 1));
      }
    }), { numRuns: 500 });
  });

  test('are manifests or problems, whatever the text is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => { readManifests(new SourceText('-', text)); }), { numRuns: 500 });
    fc.assert(fc.property(fc.array(fc.constantFrom('[', '{', '- ', '? ', ': ', 'a: ', '\n', ' ', '"', '\'', '&a ', '*a', '|', '>', '---', '#', ',', '}', ']', '<<: '), { maxLength: 300 }), parts => {
      readManifests(new SourceText('-', parts.join('')));
    }), { numRuns: 500 });
  });

  test('of many files may not all be bombs', () => {
    const budget = new AliasBudget(100);
    const text = `${object('a')}data: {a: &a [${'1,'.repeat(39)}], b: *a, c: *a}\n`;
    const problems = Array.from({ length: 3 }, () => readManifests(new SourceText('-', text), budget).problems.map(({ line, message }) => `${line} ${message}`));
    expect(problems).toEqual([[], [expect.stringContaining('5 is no YAML: the aliases up to here stand for more than 100 values')], [expect.stringContaining('5 is no YAML')]]);
  });

  test.each<[string, () => string]>([
    ['a million markers', () => '---\n'.repeat(1e6)], ['many small ones', () => 'a: 1\n---\n'.repeat(1e5)], ['a line of 10 MB', () => `a: ${'x'.repeat(1e7)}`], ['a key of 10 MB', () => `${'x'.repeat(1e7)}: 1`], ['deep brackets', () => '['.repeat(50_000)],
    ['deep brackets with texts that close them', () => '["]", '.repeat(10_000)], ['deep braces', () => '{a: '.repeat(20_000)], ['deep dashes', () => '- '.repeat(20_000)], ['deep questions', () => '? '.repeat(20_000)], ['deep blocks', () => Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
    ['deep JSON', () => '{"a":'.repeat(20_000)], ['quotes without end', () => 'a: "x\nb: 1\n'.repeat(5000)], ['many errors', () => '""'.repeat(20_000)], ['many comments', () => `${'# c\n'.repeat(50_000)}a: &a 1`],
  ])('of %s are read, or told to be none', (_, text) => {
    const { manifests, problems } = readManifests(new SourceText('-', text()));
    expect([...manifests, ...problems].length).toBeLessThan(100_001);
  }, 60_000);
});

test('an object of an app is a manifest, too', () => {
  expect(manifestOf({ apiVersion: 'v1', kind: 'A', metadata: { name: 'a', namespace: 'b' } }, { construct: 'app/a' })).toEqual({
    apiVersion: 'v1', kind: 'A', name: 'a', namespace: 'b', json: expect.anything(), origin: { construct: 'app/a' },
  });
});
