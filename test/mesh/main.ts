// `npx projen test:mesh`: builds what is missing, then runs the scenarios in namespaces of their own (inside.ts). Processes, networks and
// files live and die with these namespaces: whatever ends this program, the kernel takes all of them away.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { missing } from './lab/preflight.js';
import { build } from './lab/programs.js';

const lacking = missing();
if (lacking) {
  console.error(lacking);
  process.exit(2);
}
const bin = await build(line => console.log(line));
// What a run saw that passed, for docs/proof.md.
const results = new URL('results.json', import.meta.url).pathname;
const inside = new URL('inside.ts', import.meta.url).pathname;
// Requests to the lab's addresses must not go to a proxy of the machine's.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy/i.test(name)));
const child = spawn('setpriv', [
  // Also when this program is killed and cannot say so.
  '--pdeathsig', 'KILL', 'unshare', '--net', '--pid', '--mount', '--fork', '--kill-child=SIGKILL', '--mount-proc',
  'sh', '-ec', 'mount -t tmpfs tmpfs /run; exec "$@"', 'sh', process.execPath, '--import', 'tsx', '--test-reporter=spec', inside, bin, results, ...process.argv.slice(2),
], { stdio: 'inherit', env: { ...env, LAB_INSIDE: '1' } });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => child.kill('SIGKILL'));
}
child.on('exit', (code, signal) => {
  if (code !== 0) {
    rmSync(results, { force: true });
  }
  process.exit(signal ? 130 : code ?? 1);
});
