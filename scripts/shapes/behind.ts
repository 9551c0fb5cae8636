import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTable, TableBuilder } from './table';
import { TableBehind } from '../../src/schema/table-behind';

/** What a table has that it had not when there were so many rules and shapes, and when it had this text. */
export function behind(table: TableBuilder, before: { readonly text: string; readonly size: number; readonly rules: number }): TableBehind {
  return {
    newest: before.size,
    of: createHash('sha256').update(before.text).digest('hex'),
    rules: table.ruleTexts.slice(before.rules),
    shapes: table.shapesFrom(before.size),
  };
}

/** What there is in a table now, for what will be behind it. */
export function stateOf(table: TableBuilder): { readonly text: string; readonly size: number; readonly rules: number } {
  return { text: table.toJson(), size: table.size, rules: table.ruleTexts.length };
}

/** Writes a table of src/schema/generated with a shape a line; with --check fails if the file is another. */
export function writeBehind(name: string, source: string, task: string, { shapes, ...head }: TableBehind): void {
  const file = join(__dirname, '..', '..', 'src', 'schema', 'generated', `${name}.ts`);
  const json = `${JSON.stringify(head).slice(0, -1)},"shapes":[\n${shapes.map(shape => JSON.stringify(shape)).join(',\n')}\n]}`;
  const text = renderTable(source, json, task);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    throw new Error(`src/schema/generated/${name}.ts is stale: run \`npx projen ${task}\``);
  }
}
