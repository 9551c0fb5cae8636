import { execFile } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { promisify } from 'util';
import { crdsPath, IMPORTS, readSources, sha256, Source } from './sources';

// The package exports its package.json, not its program.
const CDK8S = path.join(path.dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

/** Runs `cdk8s import` on the definitions in `imports`, and writes one TypeScript file for each API group and their index beside them. */
export async function generate(imports: string = IMPORTS): Promise<void> {
  const sources = readSources(imports);
  sources.forEach((source) => checkPin(source, imports));

  const files = new Map((await Promise.all(sources.map((source) => importSource(source, imports)))).flat());
  files.set('index.ts', renderIndex(sources));

  const stale = fs.readdirSync(imports).filter((file) => file.endsWith('.ts') && !files.has(file));
  for (const file of stale) {
    fs.rmSync(path.join(imports, file));
  }
  for (const [file, text] of files) {
    fs.writeFileSync(path.join(imports, file), text);
  }
}

function checkPin(source: Source, imports: string): void {
  const crds = crdsPath(source, imports);
  const found = fs.existsSync(crds) ? sha256(fs.readFileSync(crds, 'utf8')) : 'none: the file is missing';
  if (found !== source.sha256) {
    throw new Error(`the sha256 of imports/crds/${source.name}.yaml is '${found}', but imports/sources.json pins '${source.sha256}': run \`npx projen import:fetch\` to have the pinned file again`);
  }
}

/** File names and texts, as `cdk8s import` makes them for one source. */
async function importSource(source: Source, imports: string): Promise<Array<[string, string]>> {
  const staging = fs.mkdtempSync(path.join(os.tmpdir(), 'imports-'));
  try {
    // The working directory has no cdk8s.yaml: nothing but these arguments decides what is made.
    const options = ['--language', 'typescript', '--output', staging, '--save=false', '--check-upgrade=false'];
    await promisify(execFile)(process.execPath, [CDK8S, 'import', path.resolve(crdsPath(source, imports)), ...options], { cwd: staging });
    return Object.keys(source.submodules).map((group) => {
      const generated = fs.readFileSync(path.join(staging, `${group}.ts`), 'utf8');
      return [`${group}.ts`, `${header(`${source.module} ${source.version} (${source.license})`)}${generated}`];
    });
  } finally {
    fs.rmSync(staging, { recursive: true });
  }
}

function renderIndex(sources: readonly Source[]): string {
  const exports = sources.flatMap((source) => Object.entries(source.submodules)).map(([group, submodule]) => `export * as ${submodule} from './${group}';\n`);
  return `${header('imports/sources.json')}${exports.join('')}`;
}

function header(origin: string): string {
  return `// Written by \`npx projen import\` from ${origin}; do not edit.\n`;
}
