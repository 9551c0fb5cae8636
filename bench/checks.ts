import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OBJECTS_PER_CHECKED_SERVICE, writeManifests } from './check-files';
import { median, progress, Sample, sample } from './sample';
import { spread, table } from './table';

/** Services whose manifests are judged, and how often. */
const SIZES = [[1000, 7], [10000, 5]] as const;
/** Services of an app that is synthesized with and without the checks, and how often. */
const SYNTHS = [[100, 7], [1000, 7], [10000, 3]] as const;

/** One run of a program. */
interface Run {
  readonly milliseconds: number;
  /** MiB of memory at most. */
  readonly memory: number;
}

/** What was measured of as many services. */
interface Measured {
  readonly services: number;
  readonly ours: readonly Run[];
  readonly theirs: readonly Run[];
}

/** The checks beside `istioctl analyze` on the same files, and what they add to a synth. */
export async function checksReport(): Promise<string> {
  return `### Checks\n\n${await programsTable()}\n\n${synthsTable()}`;
}

async function programsTable(): Promise<string> {
  const istioctl = labsIstioctl();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const measured: Measured[] = [];
    for (const [services, rounds] of SIZES) {
      const file = join(folder, `${services}.yaml`);
      writeManifests(file, services);
      const [ours, theirs]: Run[][] = [[], []];
      for (let round = 0; round < rounds; round++) {
        progress(`checks of ${services} services, round ${round + 1} of ${rounds}`);
        ours.push(await run(process.execPath, ['bin/cdk8s-istio', 'check', file], 'nothing found'));
        theirs.push(await run(istioctl, ['analyze', '--use-kube=false', file], 'No validation issues found'));
      }
      measured.push({ services, ours, theirs });
    }
    const of = (runs: readonly Run[], pick: (one: Run) => number) => spread(runs.map(pick), 0);
    const rows = measured.map(({ services, ours, theirs }) => [
      services, services * OBJECTS_PER_CHECKED_SERVICE,
      of(ours, one => one.milliseconds), of(theirs, one => one.milliseconds),
      spread(ours.map((one, round) => theirs[round].milliseconds / one.milliseconds), 1),
      of(ours, one => one.memory), of(theirs, one => one.memory),
    ]);
    const perService = measured.map(({ services, ours }) => median(ours.map(one => one.milliseconds)) / services);
    const head = ['services', 'objects', 'cdk8s-istio check, ms', 'istioctl analyze, ms', 'times as fast', 'cdk8s-istio, MiB', 'istioctl, MiB'];
    return [
      table(head, rows), `Of ${SIZES[1][0]} services, each takes ${(perService[1] / perService[0]).toFixed(2)} times as long as of ${SIZES[0][0]}.`,
    ].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function synthsTable(): string {
  const rows = SYNTHS.map(([services, rounds]) => {
    const pairs = Array.from({ length: rounds }, (_, round) => {
      progress(`synth of ${services} services with and without checks, round ${round + 1} of ${rounds}`);
      return [sample('ours', services), sample('unchecked', services)];
    });
    const ratio = (pick: (one: Sample) => number) => spread(pairs.map(([ours, unchecked]) => pick(ours) / pick(unchecked)), 2);
    const [ours, unchecked] = [0, 1].map(at => spread(pairs.map(pair => pair[at].total), 0));
    return [services, ours, unchecked, ratio(one => one.total), ratio(one => one.cpu)];
  });
  return table(['services', 'construction and synth, ms', 'without checks, ms', 'ratio by the clock', 'ratio of processor time'], rows);
}

/** The istioctl of the mesh lab, which is built unless it is there. */
function labsIstioctl(): string {
  const ask = 'import { build } from "./lab/programs.ts"; console.log(await build(line => console.error(line)));';
  const bin = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', ask], { cwd: join('test', 'mesh'), encoding: 'utf8' }).trim();
  return join(bin, 'istioctl');
}

/** Runs a program by itself. Fails unless it says what it says of a sound mesh. */
async function run(program: string, args: readonly string[], expected: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let memory = 0;
  [child.stdout, child.stderr].forEach(stream => stream.on('data', text => { said += text; }));
  const watch = setInterval(() => { memory = Math.max(memory, peakMemory(child.pid!)); }, 10);
  await once(child, 'close');
  clearInterval(watch);
  const milliseconds = performance.now() - start;
  if (child.exitCode !== 0 || !said.includes(expected)) {
    throw new Error(`${program} ${args.join(' ')} ended with ${child.exitCode} and did not say '${expected}': ${said.slice(0, 1000)}`);
  }
  return { milliseconds, memory };
}

/** The most memory that a process has had so far, in MiB; 0 when it has ended. */
export function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
