/**
 * Writes src/schema/generated/former-istio.ts: what Istio's kinds were in the versions of scripts/shapes/former.json, from their Go modules.
 *
 *   npx projen schemas:former          (with --check: fails if the file is not what the modules say)
 */
import { writeBehind } from './behind';
import { formerModules, formerTable, minorOf, readFormerVersions } from './former-table';
import { downloadModule } from '../import/modules';
import { readSources } from '../import/sources';

const former = readFormerVersions();
const source = readSources().find(({ module }) => module === former.module)!;
const newest = [minorOf(source.version), downloadModule(source).directory] as const;
const table = formerTable(source, [...formerModules(former), newest]);
writeBehind('former-istio', `${former.module} ${Object.keys(former.versions).join(', ')}`, 'schemas:former', table);
