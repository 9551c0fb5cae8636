import assert from 'node:assert/strict';
import type { LoadReport } from './traffic.js';

/** No request failed, of at least so many. */
export function assertNoneFailed(seen: LoadReport, atLeast: number): void {
  assert.deepEqual(seen.failures, [], `${seen.failed} of ${seen.requests} failed`);
  assert.ok(seen.requests >= atLeast, `${seen.requests} requests are too few to say so: at least ${atLeast}`);
}

/** The share of a version among the answers, in percent. */
export function share(seen: LoadReport, version: string): number {
  return 100 * (seen.counts[`200 ${version}`] ?? 0) / seen.requests;
}

/** The share of a version is what was asked for, within so many percentage points. */
export function assertShare(seen: LoadReport, version: string, percent: number, points = 2): void {
  const is = share(seen, version);
  assert.ok(Math.abs(is - percent) <= points, `${version} took ${is.toFixed(2)} %, not ${percent} ± ${points} of ${seen.requests} (${JSON.stringify(seen.counts)})`);
}

/** All answers came from one version. */
export function assertOnly(seen: LoadReport, version: string): void {
  assert.deepEqual(Object.keys(seen.counts), [`200 ${version}`], JSON.stringify(seen.counts));
}
