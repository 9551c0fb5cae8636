import * as fs from 'fs';
import * as path from 'path';
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
bundleProgram(path.join(LIB, 'src', 'cli', 'main.js'), path.join(LIB, 'program.js'));

function rewrite(file: string, change: (text: string) => string): void {
  const name = path.join(LIB, file);
  fs.writeFileSync(name, change(fs.readFileSync(name, 'utf8')));
}
