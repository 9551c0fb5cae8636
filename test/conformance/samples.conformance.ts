// Istio's samples, applied together as its guides say: nothing is found in them but what is so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { moduleFolder } from '../mesh/lab/programs.js';
import { findingsIn, readSamples, sampleFiles } from './samples.js';

const folder = join(await moduleFolder('istio', 'istio.io/istio'), 'samples');
const { groups, left } = readSamples();

test('each file of the samples is in a group, or left out with a reason', async () => {
  const known = [...groups.flatMap(({ apply }) => apply), ...Object.keys(left)];
  assert.deepEqual([...new Set(known)].sort(), await sampleFiles(folder));
});

for (const group of groups) {
  test(`${group.apply.join(', ')}: ${group.found ? 'all that is found is so' : 'nothing is found'}`, () => {
    const found = findingsIn(folder, group);
    const expected = group.found ?? [];
    const explains = (one: typeof found[number]) => ({ rule, object }: typeof expected[number]) => rule === one.rule && object === one.object;
    assert.deepEqual(found.filter(one => !expected.some(explains(one))), [], 'is found and not expected');
    assert.deepEqual(expected.filter(one => !found.some(other => explains(other)(one))), [], 'is expected and not found');
  });
}
