import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputCount, InputLimits, tooManyBytes, USUAL_LIMITS } from './input-limits';
import { NotRead, ReadBytes, readBytes } from './read-bytes';
import { decode } from '../manifests/decode';
import { ReadProblem } from '../manifests/manifest';
import { SourceText } from '../manifests/source-text';

/** Texts that were read, and what could not be. */
export interface Input {
  readonly sources: readonly SourceText[];
  readonly problems: readonly ReadProblem[];
}

/** A file to be read. */
export interface InputFile {
  readonly path: string;
  /** Whether somebody named it, and not only a folder around it. */
  readonly isNamed: boolean;
}

/** Files of paths. */
export interface InputFiles {
  readonly files: readonly InputFile[];
  /** Folders that cannot be looked into. */
  readonly problems: readonly ReadProblem[];
}

const MANIFEST = /\.(ya?ml|json)$/i;
/** Folders that hold what others wrote. */
const PASSED_BY = new Set(['node_modules', '.git']);

/** Files of paths: those that are named, and manifests in folders and all below them, in the order of their names. Links to folders are not followed. */
export function filesOf(paths: readonly string[]): InputFiles {
  const files: InputFile[] = [];
  const problems: ReadProblem[] = [];
  for (const path of paths) {
    if (path !== '-' && statSync(path).isDirectory()) {
      filesBelow(path, files, problems);
    } else {
      files.push({ path, isNamed: true });
    }
  }
  return { files, problems };
}

/** Reads files, each once. */
export function readInput(files: readonly InputFile[], tell: (done: number) => void = () => {}, limits: InputLimits = USUAL_LIMITS): Input {
  const sources: SourceText[] = [];
  const problems: ReadProblem[] = [];
  const known = new Set<string>();
  const count = new InputCount(limits);
  files.forEach(({ path, isNamed }, at) => {
    const text = attempt(path, () => {
      const read = readBytes(path, count.bytesLeft, isNamed);
      if (!read) {
        throw tooManyBytes(limits);
      }
      return known.has(read.identity) ? undefined : textOf(read, known, count);
    });
    if (typeof text === 'string') {
      sources.push(new SourceText(path, text));
    } else if (text !== undefined) {
      problems.push(text);
    }
    tell(at + 1);
  });
  return { sources, problems };
}

function textOf({ bytes, identity }: ReadBytes, known: Set<string>, count: InputCount): string {
  known.add(identity);
  count.add(bytes);
  const decoded = decode(bytes);
  if ('problem' in decoded) {
    throw new NotRead(decoded.problem);
  }
  return decoded.text;
}

function filesBelow(folder: string, files: InputFile[], problems: ReadProblem[]): void {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1));
  if (!Array.isArray(entries)) {
    problems.push(entries);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!PASSED_BY.has(entry.name)) {
        filesBelow(path, files, problems);
      }
    } else if (MANIFEST.test(entry.name)) {
      files.push({ path, isNamed: false });
    }
  }
}

/** What is done with a file, or why it cannot be: it may have gone since its folder was looked into, or be somebody else's. */
function attempt<T>(file: string, act: () => T): T | ReadProblem {
  try {
    return act();
  } catch (error) {
    return problemOf(file, error instanceof NotRead ? error.message : `cannot be read: ${(error as Error).message}`);
  }
}

function problemOf(file: string, message: string): ReadProblem {
  return { message, file, line: 1, column: 1 };
}
