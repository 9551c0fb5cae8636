// `npx projen test:mesh`: builds what is missing, then runs the scenarios, half of them each in one of two labs, in namespaces of their own
// (inside.ts): much of their time they wait. Processes, networks and files live and die with these namespaces: whatever ends this program, the kernel takes all of them away.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inOwnNamespaces } from './lab/own-namespaces.js';
import { missing } from './lab/preflight.js';
import { build } from './lab/programs.js';
import { writeRun, type PartialRun } from './lab/results.js';
import { scenarioFiles, split } from './lab/scenario-files.js';

const lacking = missing();
if (lacking) {
  console.error(lacking);
  process.exit(2);
}
const bin = await build(line => console.log(line));
const inside = new URL('inside.ts', import.meta.url).pathname;
// What a run saw that passed, for docs/proof.md.
const results = new URL('results.json', import.meta.url).pathname;
rmSync(results, { force: true });
const names = process.argv.slice(2);
const parts = split(await scenarioFiles(names), Math.min(2, availableParallelism()));
// Requests to the lab's addresses must not go to a proxy of the machine's.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy/i.test(name)));
const children: ChildProcess[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    children.forEach(child => child.kill('SIGKILL'));
    process.exit(130);
  });
}
const seen = await Promise.all(parts.map(run));
if (seen.some(part => part === undefined)) {
  process.exit(1);
}
await writeRun(results, names.length === 0, seen.filter(part => part !== undefined));

/** Runs scenarios in a lab of their own. Answers what they saw, unless one failed. The output of all but the first is held back until they end. */
async function run(files: string[], part: number): Promise<PartialRun | undefined> {
  const file = `${results}.${part}`;
  const output = part === 0 ? 'inherit' : 'pipe';
  const child = spawn('setpriv', inOwnNamespaces(['--test-reporter=spec'], inside, bin, file, ...files), { stdio: ['ignore', output, output], env: { ...env, LAB_INSIDE: '1' } });
  children.push(child);
  const held: Buffer[] = [];
  child.stdout?.on('data', chunk => held.push(chunk));
  child.stderr?.on('data', chunk => held.push(chunk));
  const [code] = await once(child, 'close');
  try {
    return code === 0 ? JSON.parse(readFileSync(file, 'utf8')) as PartialRun : undefined;
  } finally {
    rmSync(file, { force: true });
    process.stdout.write(Buffer.concat(held));
  }
}
