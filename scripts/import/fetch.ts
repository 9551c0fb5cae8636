import * as fs from 'fs';
import * as path from 'path';
import { parseCrds, renderCrds } from './crds';
import { downloadModule, listFiles } from './modules';
import { crdsPath, IMPORTS, readSources, sha256, Source, writePins } from './sources';

/** The definitions of a source as its module has them, with what the pins of the list must be. */
interface Fetched {
  readonly source: Source;
  readonly text: string;
  readonly sum: string;
  readonly sha256: string;
}

/** Downloads the pinned modules, checks them against their pins, and writes imports/crds. */
export function fetchCrds(imports: string = IMPORTS): void {
  const all = readSources(imports).map(fetchSource);
  all.forEach(checkPins);
  all.forEach((fetched) => write(fetched, imports));
}

/** Downloads the listed versions, whatever they hold, and writes imports/crds and their pins: for a deliberate change of version. */
export function pinCrds(imports: string = IMPORTS): void {
  const all = readSources(imports).map(fetchSource);
  all.forEach((fetched) => write(fetched, imports));
  writePins(new Map(all.map((fetched) => [fetched.source.name, { sum: fetched.sum, sha256: fetched.sha256 }])), imports);
}

/** Downloads the pinned modules and fails if imports/crds is not exactly what they hold. Writes nothing. */
export function verifyCrds(imports: string = IMPORTS): void {
  for (const fetched of readSources(imports).map(fetchSource)) {
    checkPins(fetched);
    const file = crdsPath(fetched.source, imports);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== fetched.text) {
      throw new Error(`imports/crds/${fetched.source.name}.yaml is not what ${describe(fetched.source)} holds: run \`npx projen import:fetch\``);
    }
  }
}

function fetchSource(source: Source): Fetched {
  const module = downloadModule(source);
  const crds = listFiles(source, module.directory).flatMap((file) => {
    return parseCrds(fs.readFileSync(file, 'utf8'), `${path.basename(file)} of ${describe(source)}`);
  });
  const text = renderCrds(source, crds);
  return { source, text, sum: module.sum, sha256: sha256(text) };
}

function checkPins({ source, ...fetched }: Fetched): void {
  for (const pin of ['sum', 'sha256'] as const) {
    if (fetched[pin] !== source[pin]) {
      throw new Error(`the ${pin} of ${describe(source)} is '${fetched[pin]}', but imports/sources.json pins '${source[pin]}': if the new one is meant, run \`npx projen import:pin\``);
    }
  }
}

function write(fetched: Fetched, imports: string): void {
  const file = crdsPath(fetched.source, imports);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, fetched.text);
}

function describe(source: Source): string {
  return `${source.module} ${source.version}`;
}
