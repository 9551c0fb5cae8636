import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakMemory } from './checks';
import { progress } from './sample';
import { table } from './table';

/** A file that is too much of something, in parts. */
interface Case {
  readonly what: string;
  readonly parts: () => Iterable<string>;
}

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
const NINE = (name: string) => `[${Array(9).fill(name).join()}]`;
const BOMB = `---\na0: &a0 ${NINE('v')}\n${[1, 2, 3, 4].map(at => `a${at}: &a${at} ${NINE(`*a${at - 1}`)}\n`).join('')}`;
const SERVICE = 'metadata: {name: NAME, namespace: shop}\nspec:\n  selector: {app: NAME}\n  ports:\n  - {name: http, port: 80, targetPort: 8080}\n';

const CASES: readonly Case[] = [
  { what: 'a million objects', parts: () => numbered(1e6, at => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${at}\n`) },
  { what: 'half a million Services', parts: () => numbered(5e5, at => `---\napiVersion: v1\nkind: Service\n${SERVICE.replaceAll('NAME', `a${at}`)}`) },
  { what: 'a million documents that are no objects', parts: () => numbered(1e6, () => '---\na: 1\n') },
  { what: 'a hundred thousand documents that are no YAML', parts: () => numbered(1e5, () => '---\na: [\n') },
  { what: 'a hundred thousand unknown fields of an object', parts: () => [`${OBJECT}spec:\n`.replace('ConfigMap', 'Service'), ...numbered(1e5, at => `  x${at}: 1\n`)] },
  { what: 'ten thousand bombs of aliases', parts: () => numbered(1e4, () => BOMB) },
  { what: 'a line of 100 MB', parts: () => [`${OBJECT}data: {a: `, ...numbered(100, () => 'x'.repeat(1e6)), '}\n'] },
  { what: 'a hundred thousand levels of brackets', parts: () => ['a: ', '['.repeat(1e5), ']'.repeat(1e5)] },
  { what: 'as many empty objects as may be read', parts: () => ['{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":[', ...numbered(1490, () => '{},'.repeat(1e4)), 'null]}}'] },
  { what: 'more values than may be read', parts: () => [`${OBJECT}data:\n  a:\n`, ...numbered(3500, () => '  - {}\n'.repeat(1e4))] },
];

/** What the command takes for files that are far too large, or made to be too much for it: one run each. */
export async function limitsReport(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const rows: (string | number)[][] = [];
    for (const { what, parts } of CASES) {
      progress(`a check of ${what}`);
      const file = join(folder, 'a.yaml');
      write(file, parts());
      rows.push([what, (statSync(file).size / 1e6).toFixed(1), ...await judge(file)]);
    }
    return `### Limits\n\n${table(['a file of', 'MB', 's', 'MiB', 'says'], rows)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds and memory of a run, and the last line that it says. */
async function judge(file: string): Promise<(string | number)[]> {
  const start = performance.now();
  const child = spawn(process.execPath, ['bin/cdk8s-istio', 'check', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = '';
  let memory = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => { last = (last + text).slice(-1000); });
  const watch = setInterval(() => { memory = Math.max(memory, peakMemory(child.pid!)); }, 10);
  await once(child, 'close');
  clearInterval(watch);
  if (child.signalCode !== null || ![0, 1, 2].includes(child.exitCode!)) {
    throw new Error(`the check of ${file} ended with ${child.exitCode ?? child.signalCode}`);
  }
  return [((performance.now() - start) / 1000).toFixed(1), memory.toFixed(0), last.trim().split('\n').at(-1)!];
}

function write(file: string, parts: Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  for (const part of parts) {
    writeSync(descriptor, part);
  }
  closeSync(descriptor);
}

/** So many texts, a thousand at a time. */
function* numbered(count: number, text: (at: number) => string): Generator<string> {
  for (let from = 0; from < count; from += 1000) {
    yield Array.from({ length: Math.min(1000, count - from) }, (_, at) => text(from + at)).join('');
  }
}
