import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { MeshFile, readMesh } from '../../examples/support/mesh-summary';
import * as library from '../../src';
import { readManifests } from '../support/manifests';
import { expectValid, Manifest } from '../support/schema';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** The folders that are apps. */
export const EXAMPLE_NAMES = readdirSync(EXAMPLES).filter(name => existsSync(join(EXAMPLES, name, 'cdk8s.yaml')));

/** What an example wrote. */
export interface ExampleOutput {
  /** The text of each file, by its name, of those in folders too. */
  readonly texts: ReadonlyMap<string, string>;
  /** All objects, in the order of the files; what stands in folders is not for the API server. */
  readonly objects: readonly Manifest[];
  /** The files as the summary of the mesh reads them. */
  readonly files: readonly MeshFile[];
  /** What it said on stderr. */
  readonly warnings: string;
}

/**
 * Runs the main.ts of an example as a user does, on our sources instead of the package, and checks every object that it writes
 * against its schema.
 *
 * @param edit a change to main.ts that its user would make
 */
export function runExample(name: string, edit?: { readonly from: string; readonly to: string }): ExampleOutput {
  const folder = join(EXAMPLES, name);
  const source = readFileSync(join(folder, 'main.ts'), 'utf8');
  const edited = edit ? source.replace(edit.from, edit.to) : source;
  if (edit && edited === source) {
    throw new Error(`main.ts of ${name} does not hold '${edit.from}'`);
  }
  const outdir = mkdtempSync(join(tmpdir(), `${name}-`));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    const { outputText } = transpileModule(edited, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
    const load = (id: string): unknown => id === 'cdk8s-istio' ? library : jest.requireActual(id);
    new Function('require', 'exports', '__dirname', outputText)(load, {}, folder);
    const names = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
      .map(entry => relative(outdir, join(entry.parentPath, entry.name))).sort();
    const objects = names.filter(file => basename(file) === file).flatMap(file => readManifests(join(outdir, file)));
    expectValid(objects);
    return {
      texts: new Map(names.map(file => [file, readFileSync(join(outdir, file), 'utf8')])),
      objects,
      files: readMesh(outdir).map(file => ({ ...file, name: file.name.slice(outdir.length + 1) })),
      warnings: stderr.mock.calls.map(([text]) => String(text)).join(''),
    };
  } finally {
    stderr.mockRestore();
    if (before === undefined) {
      delete process.env.CDK8S_OUTDIR;
    } else {
      process.env.CDK8S_OUTDIR = before;
    }
    rmSync(outdir, { recursive: true });
  }
}

/** What a team had before: the objects of the YAML that stands in folders beside the main.ts of an example. */
export function givenTo(name: string): Manifest[] {
  const folders = readdirSync(join(EXAMPLES, name), { withFileTypes: true }).filter(entry => entry.isDirectory() && !['dist', 'node_modules'].includes(entry.name));
  return folders.flatMap(({ name: folder }) => readdirSync(join(EXAMPLES, name, folder)).filter(file => /\.ya?ml$/.test(file)).map(file => join(EXAMPLES, name, folder, file)))
    .flatMap(readManifests);
}

/** The objects without any weight: what must be the same before and after a step of a rollout. */
export function withoutWeights(objects: readonly Manifest[]): unknown {
  return JSON.parse(JSON.stringify(objects, (key, value) => key === 'weight' ? undefined : value));
}
