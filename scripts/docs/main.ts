import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { undocumented } from './api';
import { checksPage } from './checks';
import { Compiler, ROOT } from './compile';
import { processPages } from './docs';

/** `write` brings the generated parts of README.md and docs/ up to date; `check` fails where they are not. */
const [mode] = process.argv.slice(2);
const guides = (readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).filter(name => name.endsWith('.md')).sort();
const names = ['README.md', 'CONTRIBUTING.md', ...guides.map(name => join('docs', name))];
const sources = new Map(names.map(name => [name, readFileSync(join(ROOT, name), 'utf8')]));

/** Pages that are written whole. */
const written = new Map([[join('docs', 'checks.md'), checksPage()]]);

const compiler = new Compiler();
const { pages, problems } = processPages(new Map([...sources, ...written]), compiler);
const stale = [...pages].filter(([name, text]) => text !== sources.get(name));
if (mode === 'write') {
  stale.forEach(([name, text]) => {
    writeFileSync(join(ROOT, name), text);
    process.stdout.write(`${name} is written anew\n`);
  });
}
const failures = [
  ...problems,
  ...undocumented(compiler),
  ...(mode === 'write' ? [] : stale.map(([name]) => `${name} is stale: run 'npx projen docs'`)),
];
if (failures.length > 0) {
  process.stderr.write(`${failures.join('\n')}\n\n${failures.length} problems\n`);
  process.exitCode = 1;
}
