import { progress, sampleImport } from './sample';
import { spread, table } from './table';

const IMPORTS = 41;

/** What it takes to load the package. */
export function importReport(): string {
  return `### Import\n\n${importTable()}`;
}

function importTable(): string {
  const samples = Array.from({ length: IMPORTS }, (_, index) => {
    progress(`import ${index + 1} of ${IMPORTS}`);
    return sampleImport();
  });
  return table(['loaded', 'ms'], [
    ['cdk8s and cdk8s-plus-27', spread(samples.map(one => one.peers), 1)],
    ['then cdk8s-istio', spread(samples.map(one => one.ours), 1)],
    ['then what an app of services, a canary and a gateway uses of it', spread(samples.map(one => one.used), 1)],
  ]);
}
