import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Source } from './sources';

/** A Go module on this machine. */
export interface DownloadedModule {
  readonly directory: string;
  /** Go's checksum of the module. */
  readonly sum: string;
}

/** Downloads the module of a source with the Go client (from its cache when it is there). */
export function downloadModule(source: Pick<Source, 'module' | 'version'>): DownloadedModule {
  const name = `${source.module}@${source.version}`;
  const go = spawnSync('go', ['mod', 'download', '-json', name], {
    cwd: os.tmpdir(), // outside of any Go module, so that none of this machine's go.mod files has a say
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
    encoding: 'utf8',
  });
  if (go.error) {
    throw new Error(`cannot run go (${go.error.message}): install Go, or run \`npx projen import\`, which needs Node alone`);
  }
  const answer = parseAnswer(go.stdout);
  if (!answer.Dir || !answer.Sum) {
    throw new Error(`cannot download ${name}: ${answer.Error ?? go.stderr.trim()}; check "module" and "version" in imports/sources.json, and the network`);
  }
  return { directory: answer.Dir, sum: answer.Sum };
}

/** The files of a source in its module, by name; `*` in the last part of the path stands for any part of a name. */
export function listFiles(source: Source, directory: string): string[] {
  const [folder, pattern] = [path.posix.dirname(source.files), path.posix.basename(source.files)];
  const name = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  const files = fs.readdirSync(path.join(directory, folder)).filter((file) => name.test(file)).sort();
  if (files.length === 0) {
    throw new Error(`no file in ${source.module} ${source.version} matches '${source.files}': correct "files" in imports/sources.json`);
  }
  return files.map((file) => path.join(directory, folder, file));
}

function parseAnswer(stdout: string): { Dir?: string; Sum?: string; Error?: string } {
  try {
    return JSON.parse(stdout);
  } catch {
    return {}; // go says what is wrong on stderr then
  }
}
