import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../manifests/decode';
import { ReadProblem } from '../manifests/manifest';
import { SourceText } from '../manifests/source-text';

/** Texts that were read, and what could not be. */
export interface Input {
  readonly sources: readonly SourceText[];
  readonly problems: readonly ReadProblem[];
}

/** More does not fit into memory with what is read from it. */
const MAX_BYTES = 256 * 1024 * 1024;
const MANIFEST = /\.(ya?ml|json)$/i;
/** Folders that hold what others wrote. */
const PASSED_BY = new Set(['node_modules', '.git']);

/** Files of paths: those that are named, and manifests in folders and all below them, in the order of their names. */
export function filesOf(paths: readonly string[]): readonly string[] {
  return paths.flatMap(path => path !== '-' && statSync(path).isDirectory() ? filesBelow(path) : [path]);
}

/** Reads files. */
export function readInput(files: readonly string[], tell: (done: number) => void = () => {}): Input {
  const sources: SourceText[] = [];
  const problems: ReadProblem[] = [];
  let total = 0;
  files.forEach((file, at) => {
    const bytes = readFileSync(file === '-' ? 0 : file);
    total += bytes.length;
    const decoded = total > MAX_BYTES
      ? { problem: `would make more than ${MAX_BYTES / 1024 / 1024} MiB to be read at once: check parts of it` }
      : decode(bytes);
    if ('problem' in decoded) {
      problems.push({ message: decoded.problem, file, line: 1, column: 1 });
    } else {
      sources.push(new SourceText(file, decoded.text));
    }
    tell(at + 1);
  });
  return { sources, problems };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return PASSED_BY.has(entry.name) ? [] : filesBelow(path);
    }
    return MANIFEST.test(entry.name) ? [path] : [];
  });
}
