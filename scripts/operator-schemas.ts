/**
 * Writes test/support/schema/operator-crds.yaml: the definitions of those kinds of the Prometheus operator that the library writes, without their descriptions, so that
 * tests can check them offline. No types are made of them.
 *
 *   npx projen schemas:operator
 *
 * The source is the Go module of the operator, fetched and verified by the Go toolchain.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseCrds } from './import/crds';
import { downloadModule } from './import/modules';

const MODULE = 'github.com/prometheus-operator/prometheus-operator';
const VERSION = 'v0.94.1';
const KINDS = ['podmonitors', 'prometheusrules', 'servicemonitors'];
const TARGET = join(__dirname, '..', 'test', 'support', 'schema', 'operator-crds.yaml');

function main(): void {
  const { directory } = downloadModule({ module: MODULE, version: VERSION });
  const documents = KINDS.flatMap(kind => {
    const file = join(directory, 'example', 'prometheus-operator-crd', `monitoring.coreos.com_${kind}.yaml`);
    return parseCrds(readFileSync(file, 'utf8'), file);
  });
  const texts = documents.map(crd => stringify(withoutDescriptions(crd), { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' }));
  writeFileSync(TARGET, [
    `# ${KINDS.join(', ')} of ${MODULE} ${VERSION} (Apache-2.0), without descriptions.`,
    '# Written by `npx projen schemas:operator`; do not edit.',
    ...texts.map(text => `---\n${text}`.trimEnd()),
    '',
  ].join('\n'));
}

/** A field may be called description too, and then has a schema. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutDescriptions);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).filter(([key, child]) => key !== 'description' || typeof child !== 'string').map(([key, child]) => [key, withoutDescriptions(child)]))
    : value;
}

main();
