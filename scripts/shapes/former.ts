/**
 * Writes src/schema/generated/former-istio.ts: what Istio's kinds were in the versions of scripts/shapes/former.json, from their Go modules.
 *
 *   npx projen schemas:former          (with --check: fails if the file is not what the modules say)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formerModules, formerTable, minorOf, readFormerVersions } from './former-table';
import { renderTable } from './table';
import { downloadModule } from '../import/modules';
import { readSources } from '../import/sources';

const FILE = join(__dirname, '..', '..', 'src', 'schema', 'generated', 'former-istio.ts');

const former = readFormerVersions();
const source = readSources().find(({ module }) => module === former.module)!;
const newest = [minorOf(source.version), downloadModule(source).directory] as const;
const { shapes, ...head } = formerTable(source, [...formerModules(former), newest]);
const json = `${JSON.stringify(head).slice(0, -1)},"shapes":[\n${shapes.map(shape => JSON.stringify(shape)).join(',\n')}\n]}`;
const text = renderTable(`${former.module} ${Object.keys(former.versions).join(', ')}`, json, 'schemas:former');
if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    throw new Error('src/schema/generated/former-istio.ts is stale: run `npx projen schemas:former`');
  }
} else {
  writeFileSync(FILE, text);
}
