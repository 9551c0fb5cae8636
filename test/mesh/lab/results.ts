import { writeFile } from 'node:fs/promises';

/** One line of the proof: what was tried and what was seen. */
export interface Result {
  readonly scenario: string;
  readonly step: string;
  /** Requests that were sent. */
  readonly requests?: number;
  readonly failed?: number;
  /** Whether failures are what it shows. */
  readonly counterExample?: boolean;
  /** What was seen beside the failures, for example the split of a canary. */
  readonly seen?: string;
}

/** A figure that is measured with and without something. */
export interface Comparison {
  readonly scenario: string;
  readonly figure: string;
  readonly without: number;
  readonly with: number;
  readonly unit: string;
}

/** All that one run saw. */
export interface Run {
  readonly date: string;
  /** Whether all scenarios were run. */
  readonly complete: boolean;
  readonly controlPlaneSeconds: number;
  readonly seconds: number;
  readonly scenarios: readonly { name: string; what: string }[];
  readonly results: readonly Result[];
  readonly comparisons: readonly Comparison[];
}

const scenarios: { name: string; what: string }[] = [];
const results: Result[] = [];
const comparisons: Comparison[] = [];

export function recordScenario(name: string, what: string): void {
  scenarios.push({ name, what });
}

export function recordResult(result: Result): void {
  results.push(result);
  const { scenario, step, requests, failed, seen } = result;
  console.log(`# ${scenario}: ${step}${requests === undefined ? '' : `: ${requests} requests, ${failed} failed`}${seen ? `: ${seen}` : ''}`);
}

export function recordComparison(comparison: Comparison): void {
  comparisons.push(comparison);
  console.log(`# ${comparison.scenario}: ${comparison.figure}: ${comparison.without} -> ${comparison.with} ${comparison.unit}`);
}

export async function writeResults(file: string, run: Omit<Run, 'scenarios' | 'results' | 'comparisons'>): Promise<void> {
  await writeFile(file, `${JSON.stringify({ ...run, scenarios, results, comparisons }, undefined, 2)}\n`);
}
