// The lab's first process in its own namespaces: starts the mesh once and runs the scenarios of some files.
import { writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { setMesh } from './lab/current.js';
import { Mesh } from './lab/mesh.js';
import { DNS_ADDRESS, sh } from './lab/network.js';
import { HOME } from './lab/processes.js';
import { writeResults } from './lab/results.js';
import { load } from './lab/scenario-files.js';

if (process.env.LAB_INSIDE !== '1') {
  throw new Error('start the lab with `npx projen test:mesh`');
}

const [bin, resultsFile, ...files] = process.argv.slice(2);
await sh(`mkdir -p ${HOME}`);
await writeFile(`${HOME}/resolv.conf`, `nameserver ${DNS_ADDRESS}\nsearch svc.cluster.local cluster.local\noptions ndots:5\n`);
await sh(`mount --bind ${HOME}/resolv.conf /etc/resolv.conf`);
const begin = Date.now();
const mesh = await Mesh.start(bin);
setMesh(mesh);
const controlPlaneSeconds = (Date.now() - begin) / 1000;
console.log(`# control plane up after ${controlPlaneSeconds.toFixed(1)} s`);

for (const file of files) {
  await load(file);
}
test('pods that were deleted behind their scenario ended well', () => {
  assert.deepEqual(mesh.kubelet.errors, []);
});
after(async () => {
  await writeResults(resultsFile, { controlPlaneSeconds, seconds: (Date.now() - begin) / 1000 });
  // What the mesh runs would keep this process alive; the runner says by exitCode how the scenarios went.
  setImmediate(() => process.exit());
});
