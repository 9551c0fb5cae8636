import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { checksReport } from './checks';
import { policiesReport, routesReport } from './growth';
import { importReport } from './imports';
import { limitsReport } from './limits';
import { synthReport } from './synth';
import { writeBetweenMarkers } from './table';

/** What can be measured by itself. */
const PARTS: { readonly [name: string]: () => string | Promise<string> } = {
  synth: synthReport, imports: importReport, routes: routesReport, policies: policiesReport, checks: checksReport, limits: limitsReport,
};

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter(name => !(name in PARTS));
  if (unknown.length > 0) {
    throw new Error(`there is no part ${unknown.join()} to measure; there are ${Object.keys(PARTS).join(', ')}`);
  }
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const report = `${await PARTS[name]()}\n\n${facts()}`;
    console.log(report);
    writeBetweenMarkers(join('bench', 'README.md'), name, report);
  }
}

function facts(): string {
  const version = (name: string) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
  const versions = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => `${name} ${version(name)}`).join(', ');
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} with Node ${process.versions.node}, ${versions}, on ${availableParallelism()} shared cores with ${Math.round(totalmem() / 2 ** 30)} GB. `
    + 'Each number is the median, with the least and the largest in brackets.';
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
