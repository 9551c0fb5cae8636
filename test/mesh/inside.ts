// The lab's first process in its own namespaces: starts the mesh once and runs the scenarios that are named, or all.
import { readdir, writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { setMesh } from './lab/current.js';
import { Mesh } from './lab/mesh.js';
import { DNS_ADDRESS, sh } from './lab/network.js';
import { HOME } from './lab/processes.js';
import { writeResults } from './lab/results.js';

if (process.env.LAB_INSIDE !== '1') {
  throw new Error('start the lab with `npx projen test:mesh`');
}

const [bin, resultsFile, ...names] = process.argv.slice(2);
await sh(`mkdir -p ${HOME}`);
await writeFile(`${HOME}/resolv.conf`, `nameserver ${DNS_ADDRESS}\nsearch svc.cluster.local cluster.local\noptions ndots:5\n`);
await sh(`mount --bind ${HOME}/resolv.conf /etc/resolv.conf`);
const begin = Date.now();
const mesh = await Mesh.start(bin);
setMesh(mesh);
const controlPlaneSeconds = (Date.now() - begin) / 1000;
console.log(`# control plane up after ${controlPlaneSeconds.toFixed(1)} s`);

const folder = new URL('scenarios/', import.meta.url);
const files = (await readdir(folder)).filter(file => file.endsWith('.scenario.ts') && (names.length === 0 || names.some(name => file.startsWith(name)))).sort();
if (files.length === 0) {
  throw new Error(`no scenario's name begins with ${names.join(' or ')}`);
}
for (const file of files) {
  await import(new URL(file, folder).href);
}
test('pods that were deleted behind their scenario ended well', () => {
  assert.deepEqual(mesh.kubelet.errors, []);
});
after(async () => {
  await writeResults(resultsFile, { date: new Date().toISOString().slice(0, 10), complete: names.length === 0, controlPlaneSeconds, seconds: (Date.now() - begin) / 1000 });
  // What the mesh runs would keep this process alive; the runner says by exitCode how the scenarios went.
  setImmediate(() => process.exit());
});
