import * as fs from 'fs';
import * as path from 'path';
import { takeFromProgram } from './from-program';
import { makeExportsLazy } from './lazy-exports';
import { makeMembersLazy } from './lazy-members';
import { bundleProgram } from './program';
import { readSources } from '../import/sources';

/** What remains to be done to lib/ after jsii. */
const LIB = path.join(__dirname, '..', '..', 'lib');

// Nobody debugs generated types in their source, and the inlined maps are most of the package.
for (const file of fs.readdirSync(path.join(LIB, 'imports')).filter((name) => name.endsWith('.js'))) {
  rewrite(`imports/${file}`, (text) => text.replace(/^\/\/# sourceMappingURL=.*\n?/gm, ''));
}

const submodules = readSources().flatMap((source) => Object.values(source.submodules));
rewrite('imports/index.js', (text) => makeExportsLazy(text, submodules));
rewrite('src/index.js', makeMembersLazy);

const program = path.join(LIB, 'program.js');
bundleProgram(path.join(LIB, 'src', 'cli', 'program.js'), program);
// eslint-disable-next-line @typescript-eslint/no-require-imports
const exported = Object.keys(require(program) as object);
for (const file of fs.readdirSync(path.join(LIB, 'src', 'app-check')).filter((name) => name.endsWith('.js'))) {
  rewrite(`src/app-check/${file}`, (text) => takeFromProgram(text, '../../program', exported));
}

function rewrite(file: string, change: (text: string) => string): void {
  const name = path.join(LIB, file);
  fs.writeFileSync(name, change(fs.readFileSync(name, 'utf8')));
}
