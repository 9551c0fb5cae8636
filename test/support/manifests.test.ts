import { Yaml } from 'cdk8s';
import { parseManifests } from './manifests';

const texts = ['.', '12:30', '2001-01-01', 'yes', 'on', 'y', '1e3', '0755', '.5', '~', 'null', '1_000', '.nan', '0x1f', '08', '<<', '=', '%a', '2001:db8::', '*.example.com', 'a: b', '- a', '1.20.3', ''];

describe('YAML', () => {
  test.each(texts)('%j is still text after it was written by cdk8s', text => {
    expect(parseManifests(Yaml.stringify({ text }))).toEqual([{ text }]);
  });

  test('is read as Go reads it', () => {
    expect(parseManifests('a: [foo, .]\nb: 1.5\nc: 12:30\nd: 2001-01-01\ne: 0755\nf: on\ng: 1e3')).toEqual([
      { a: ['foo', '.'], b: 1.5, c: '12:30', d: '2001-01-01', e: 493, f: true, g: 1000 },
    ]);
  });

  test('may hold several documents, or none', () => {
    expect(parseManifests('---\na: 1\n---\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(parseManifests('')).toEqual([]);
  });

  test('fails: a key that stands twice', () => {
    expect(() => parseManifests('a: 1\na: 2', 'x.yaml')).toThrow(/^x\.yaml: Map keys must be unique/);
  });
});
