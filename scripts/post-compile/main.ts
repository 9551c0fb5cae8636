import * as fs from 'fs';
import * as path from 'path';
import { makeExportsLazy } from './lazy-exports';
import { readSources } from '../import/sources';

/** What remains to be done to lib/imports after jsii. */
const COMPILED = path.join(__dirname, '..', '..', 'lib', 'imports');

// Nobody debugs generated types in their source, and the inlined maps are most of the package.
for (const file of fs.readdirSync(COMPILED).filter((name) => name.endsWith('.js'))) {
  rewrite(file, (text) => text.replace(/^\/\/# sourceMappingURL=.*\n?/gm, ''));
}

const submodules = readSources().flatMap((source) => Object.values(source.submodules));
rewrite('index.js', (text) => makeExportsLazy(text, submodules));

function rewrite(file: string, change: (text: string) => string): void {
  const name = path.join(COMPILED, file);
  fs.writeFileSync(name, change(fs.readFileSync(name, 'utf8')));
}
