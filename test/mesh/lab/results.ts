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

/** What the scenarios of one lab saw. */
export interface PartialRun {
  readonly controlPlaneSeconds: number;
  readonly seconds: number;
  readonly scenarios: readonly { name: string; what: string }[];
  readonly results: readonly Result[];
  readonly comparisons: readonly Comparison[];
}

/** All that one run saw. */
export interface Run extends PartialRun {
  readonly date: string;
  /** Whether all scenarios were run. */
  readonly complete: boolean;
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

export async function writeResults(file: string, run: Pick<PartialRun, 'controlPlaneSeconds' | 'seconds'>): Promise<void> {
  await writeFile(file, json({ ...run, scenarios, results, comparisons }));
}

/** Puts together what the labs of a run saw at the same time. */
export async function writeRun(file: string, complete: boolean, parts: readonly PartialRun[]): Promise<void> {
  const run: Run = {
    date: new Date().toISOString().slice(0, 10),
    complete,
    controlPlaneSeconds: Math.max(...parts.map(part => part.controlPlaneSeconds)),
    seconds: Math.max(...parts.map(part => part.seconds)),
    scenarios: parts.flatMap(part => part.scenarios).sort((a, b) => a.name < b.name ? -1 : 1),
    results: parts.flatMap(part => part.results),
    comparisons: parts.flatMap(part => part.comparisons),
  };
  await writeFile(file, json(run));
}

const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
