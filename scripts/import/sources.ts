import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';

/** One pinned source of custom resource definitions: an entry of imports/sources.json. */
export interface Source {
  readonly name: string;
  /** The Go module that carries the definitions. */
  readonly module: string;
  readonly version: string;
  readonly license: string;
  /** A path in the module; `*` stands for any part of a file's name. */
  readonly files: string;
  /** The name that our users see, for each API group of the source. */
  readonly submodules: { readonly [group: string]: string };
  /** What Go's checksum of the module must be (a SHA-256 over all of its files). */
  readonly sum: string;
  /** What the SHA-256 of imports/crds/<name>.yaml must be. */
  readonly sha256: string;
}

export const IMPORTS = path.join(__dirname, '..', '..', 'imports');

const REQUIRED = ['name', 'module', 'version', 'license', 'files', 'submodules', 'sum', 'sha256'] as const;

/** Reads the list of sources in `imports`, the folder that holds sources.json and crds/. */
export function readSources(imports: string = IMPORTS): Source[] {
  const { sources } = JSON.parse(fs.readFileSync(listPath(imports), 'utf8')) as { sources: Source[] };
  const taken = new Set<string>();
  for (const source of sources) {
    const missing = REQUIRED.filter((field) => source[field] === undefined);
    if (missing.length > 0) {
      throw new Error(`source '${source.name}' in sources.json lacks ${missing.join(', ')}: every source needs ${REQUIRED.join(', ')}`);
    }
    for (const submodule of Object.values(source.submodules)) {
      if (!/^[a-z][a-z0-9]*$/.test(submodule)) {
        throw new Error(`submodule '${submodule}' of source '${source.name}' cannot be a package name in every language: use lower-case letters and digits`);
      }
      if (taken.has(submodule)) {
        throw new Error(`submodule '${submodule}' of source '${source.name}' is already taken: give each API group a name of its own`);
      }
      taken.add(submodule);
    }
  }
  return sources;
}

/** Writes new pins into the list, and leaves everything else in it as it is. */
export function writePins(pins: ReadonlyMap<string, Pick<Source, 'sum' | 'sha256'>>, imports: string = IMPORTS): void {
  const list = JSON.parse(fs.readFileSync(listPath(imports), 'utf8')) as { sources: Source[] };
  list.sources = list.sources.map((source) => ({ ...source, ...pins.get(source.name) }));
  fs.writeFileSync(listPath(imports), `${JSON.stringify(list, undefined, 2)}\n`);
}

/** The definitions of one source, as they are kept in the repository. */
export function crdsPath(source: Source, imports: string = IMPORTS): string {
  return path.join(imports, 'crds', `${source.name}.yaml`);
}

export function sha256(text: string): string {
  return crypto.createHash('sha256').update(text).digest('hex');
}

function listPath(imports: string): string {
  return path.join(imports, 'sources.json');
}
