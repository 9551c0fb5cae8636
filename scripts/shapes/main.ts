/**
 * Writes src/schema/generated: what the API server asks of the structure of objects, from imports/crds and test/support/schema/kubernetes.json.
 *
 *   npx projen schemas:shapes          (with --check: fails if the files are not what the sources say)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTables } from './tables';

const FOLDER = join(__dirname, '..', '..', 'src', 'schema', 'generated');

const stale: string[] = [];
for (const [name, text] of makeTables()) {
  const file = join(FOLDER, `${name}.ts`);
  if (process.argv.includes('--check')) {
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      stale.push(name);
    }
  } else {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
}
if (stale.length > 0) {
  throw new Error(`src/schema/generated is stale (${stale.join(', ')}): run \`npx projen schemas:shapes\``);
}
