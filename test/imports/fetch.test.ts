import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Crd, parseCrds, renderCrds } from '../../scripts/import/crds';
import { listFiles } from '../../scripts/import/modules';
import { readSources, Source } from '../../scripts/import/sources';
import { comparePriority, newestServed } from '../../scripts/import/versions';

const SOURCE: Source = {
  name: 'example',
  module: 'example.com/api',
  version: 'v1.0.0',
  license: 'Apache-2.0',
  files: 'scripts/import/*.ts',
  submodules: { 'example.com': 'example' },
  sum: '',
  sha256: '',
};

function crd(kind: string, versions: object[], group = 'example.com'): Crd {
  return { kind: 'CustomResourceDefinition', spec: { group, names: { kind }, versions } } as Crd;
}

describe('the newest served version', () => {
  test('follows the priority of Kubernetes', () => {
    const names = ['v1alpha1', 'v2beta1', 'v1', 'v10', 'v1beta2', 'v1alpha3', 'v2', 'v1beta10'];

    expect(names.sort(comparePriority).reverse()).toEqual(['v10', 'v2', 'v1', 'v2beta1', 'v1beta10', 'v1beta2', 'v1alpha3', 'v1alpha1']);
  });

  test('passes over what is stored only', () => {
    const versions = [{ name: 'v1alpha1', served: true, storage: true }, { name: 'v1beta1', served: true }, { name: 'v1', served: false }];

    expect(newestServed('Telemetry', versions)).toBe(versions[1]);
  });

  test('fails when none is served', () => {
    expect(() => newestServed('Old', [{ name: 'v1', served: false }])).toThrow("no version of 'Old' is served (it has v1)");
  });

  test('fails on a name that is no version', () => {
    expect(() => newestServed('Odd', [{ name: 'latest', served: true }, { name: 'v1', served: true }])).toThrow("version 'latest' is not a Kubernetes version");
  });
});

describe('the kept definitions', () => {
  const served = [{ name: 'v1', served: true }];

  test('are the same whatever the order of the files', () => {
    const [a, b] = [crd('A', served), crd('B', served)];

    expect(renderCrds(SOURCE, [b, a])).toBe(renderCrds(SOURCE, [a, b]));
  });

  test('keep one version, and nothing of the others', () => {
    const text = renderCrds(SOURCE, [crd('A', [{ name: 'v1beta1', served: true }, ...served])]);

    expect(parseCrds(text, 'a.yaml')).toEqual([crd('A', served)]);
  });

  test('fails when a kind is defined twice', () => {
    expect(() => renderCrds(SOURCE, [crd('A', served), crd('A', served)])).toThrow("defines 'example.com/A' twice");
  });

  test('fails when an API group has no submodule', () => {
    expect(() => renderCrds(SOURCE, [crd('A', served, 'other.com')])).toThrow('has the API groups other.com, but "submodules" in imports/sources.json names example.com');
  });
});

describe('the files of a module', () => {
  test('are those that the pattern names, in order', () => {
    expect(listFiles({ ...SOURCE, files: 'scripts/import/*s.ts' }, '.')).toEqual(
      ['crds.ts', 'modules.ts', 'sources.ts', 'versions.ts'].map((name) => path.join('scripts', 'import', name)),
    );
  });

  test('fails when there is none', () => {
    expect(() => listFiles({ ...SOURCE, files: 'scripts/import/*.yaml' }, '.')).toThrow("no file in example.com/api v1.0.0 matches 'scripts/import/*.yaml'");
  });

  test('may continue a quoted text at the indentation of its key, as Flagger has it', () => {
    const text = "kind: CustomResourceDefinition\nmetadata:\n  name: 'more\n  about: it''s\n    name'\n";

    expect(parseCrds(text, 'a.yaml')).toEqual([{ kind: 'CustomResourceDefinition', metadata: { name: "more about: it's name" } }]);
  });

  test('may hold objects of other kinds', () => {
    expect(parseCrds('kind: Kustomization\n---\n', 'a.yaml')).toEqual([]);
  });

  test('fails when one is not YAML', () => {
    expect(() => parseCrds('a: [', 'a.yaml')).toThrow('a.yaml is not valid YAML: ');
  });
});

describe('the list of sources', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sources-test-'));
  const list = (...sources: object[]) => fs.writeFileSync(path.join(folder, 'sources.json'), JSON.stringify({ sources }));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('fails when a source lacks a field', () => {
    list({ name: 'example', module: 'example.com/api' });

    expect(() => readSources(folder)).toThrow("source 'example' in sources.json lacks version, license, files, submodules, sum, sha256");
  });

  test('fails when two API groups have one name', () => {
    list(SOURCE, { ...SOURCE, name: 'other' });

    expect(() => readSources(folder)).toThrow("submodule 'example' of source 'other' is already taken");
  });

  test('fails when a name is no package name in some language', () => {
    list({ ...SOURCE, submodules: { 'example.com': 'example-api' } });

    expect(() => readSources(folder)).toThrow("submodule 'example-api' of source 'example' cannot be a package name in every language");
  });
});

test('every source is pinned, twice', () => {
  for (const source of readSources()) {
    expect(source.sum).toMatch(/^h1:.{43}=$/);
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
