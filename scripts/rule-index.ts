import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the index of each room of rules: every file in it that exports a constant of its own name is a rule. */
const ROOMS = join(__dirname, '../src/check/rules');

for (const { name: room } of readdirSync(ROOMS, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
  const rules = readdirSync(join(ROOMS, room)).map(file => file.replace(/\.ts$/, '')).filter(file => isRule(room, file)).sort();
  const text = [
    '// Written by `npx projen rules:index`.',
    ...rules.map(file => `import { ${camelCase(file)} } from './${file}';`),
    'import { Rule } from \'../../rule\';',
    '',
    `export const ${room.toUpperCase().replace(/-/g, '_')}_RULES: readonly Rule[] = [`,
    ...rules.map(file => `  ${camelCase(file)},`),
    '];',
    '',
  ].join('\n');
  writeFileSync(join(ROOMS, room, 'index.ts'), text);
}

function isRule(room: string, file: string): boolean {
  const text = readFileSync(join(ROOMS, room, `${file}.ts`), 'utf8');
  const [, other] = /^export const (\w+): Rule = /m.exec(text) ?? [];
  if (other !== undefined && other !== camelCase(file)) {
    throw new Error(`${room}/${file}.ts exports the rule ${other}: a rule has the name of its file, which is ${camelCase(file)}`);
  }
  return new RegExp(`^export const ${camelCase(file)}\\b`, 'm').test(text);
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
