import { readdir } from 'node:fs/promises';

const FOLDER = new URL('../scenarios/', import.meta.url);

/** The files of the scenarios whose names begin so, or of all. */
export async function scenarioFiles(names: readonly string[]): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter(file => file.endsWith('.scenario.ts') && (names.length === 0 || names.some(name => file.startsWith(name)))).sort();
  if (files.length === 0) {
    throw new Error(`no scenario's name begins with ${names.join(' or ')}`);
  }
  return files;
}

/** Deals files out to so many parts, fewer where there are not enough. The same each time, so that a failure can be looked at again. */
export function split(files: readonly string[], parts: number): string[][] {
  return Array.from({ length: Math.min(parts, files.length) }, (_, part) => files.filter((file, at) => at % parts === part));
}

export async function load(file: string): Promise<void> {
  await import(new URL(file, FOLDER).href);
}
