import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, progress, Sample, sample } from './sample';
import { OBJECTS_PER_SERVICE } from './services';
import { spread, table } from './table';

/** Services in the chart, and how often each variant is measured. */
const SIZES = [[100, 9], [1000, 9], [10000, 3]] as const;
const VARIANTS = ['ours', 'plus', 'bare'] as const;
const NAMES = { ours: 'cdk8s-istio', plus: 'cdk8s-plus and bare ApiObjects', bare: 'bare ApiObjects' } as const;

type Samples = { readonly [variant in typeof VARIANTS[number]]: Sample[] };

/** Synth beside cdk8s-plus and bare ApiObjects. */
export function synthReport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const sized = SIZES.map(([count, rounds]) => ({ count, samples: sampleServices(folder, count, rounds) }));
    return [
      '### Synth', synthTable(sized),
      '### Ratios of cdk8s-istio', ratioTable(sized),
      '### Memory and output', memoryTable(sized),
    ].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All variants in turn, round by round, so that what else the machine does meets them alike. */
function sampleServices(folder: string, count: number, rounds: number): Samples {
  const file = join(folder, `${count}.json`);
  const samples: Samples = { ours: [], plus: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) {
      progress(`${count} services, round ${round + 1} of ${rounds}: ${variant}`);
      samples[variant].push(sample(variant, count, file));
    }
    checkSame(count, samples);
  }
  return samples;
}

/** What is compared must be alike, or the numbers say nothing. */
function checkSame(count: number, samples: Samples): void {
  const [ours, plus, bare] = VARIANTS.map(variant => samples[variant].at(-1)!);
  const kinds = JSON.stringify(ours.kinds);
  const objects = Object.values(ours.kinds).reduce((sum, one) => sum + one, 0);
  if (objects !== count * OBJECTS_PER_SERVICE) {
    throw new Error(`ours wrote ${objects} objects, not ${count * OBJECTS_PER_SERVICE}: ${kinds}`);
  }
  if (bare.sha !== ours.sha) {
    throw new Error(`the bare ApiObjects wrote another file than ours (${bare.bytes} and ${ours.bytes} bytes)`);
  }
  if (JSON.stringify(plus.kinds) !== kinds) {
    throw new Error(`cdk8s-plus wrote ${JSON.stringify(plus.kinds)}, ours ${kinds}`);
  }
}

type Sized = readonly { readonly count: number; readonly samples: Samples }[];

function synthTable(sized: Sized): string {
  const rows = sized.flatMap(({ count, samples }) => VARIANTS.map(variant => {
    const of = (pick: (one: Sample) => number) => samples[variant].map(pick);
    return [
      count, NAMES[variant], spread(of(one => one.construct), 0), spread(of(one => one.synth), 0), spread(of(one => one.cpu), 0),
      (median(of(one => one.cpu)) / count).toFixed(2),
    ];
  }));
  return table(['services', 'made by', 'construction, ms', 'synth, ms', 'processor time of both, ms', 'ms a service'], rows);
}

function ratioTable(sized: Sized): string {
  const rows = sized.map(({ count, samples }) => {
    const ratio = (to: 'plus' | 'bare', pick: (one: Sample) => number) => spread(samples.ours.map((one, round) => pick(one) / pick(samples[to][round])), 2);
    return [count, ratio('plus', one => one.cpu), ratio('plus', one => one.total), ratio('bare', one => one.cpu), ratio('bare', one => one.total)];
  });
  const perService = sized.map(({ count, samples }) => median(samples.ours.map(one => one.cpu)) / count);
  const linear = `At 10,000 services cdk8s-istio takes ${(perService[2] / perService[1]).toFixed(2)} times the processor time a service that it takes at 1,000.`;
  return `${table(['services', 'to cdk8s-plus, processor time', 'by the clock', 'to all bare, processor time', 'by the clock'], rows)}\n\n${linear}`;
}

function memoryTable(sized: Sized): string {
  const rows = sized.flatMap(({ count, samples }) => VARIANTS.map(variant => {
    const [{ bytes, constructs }] = samples[variant];
    const heap = median(samples[variant].map(one => one.heap));
    return [count, NAMES[variant], (heap / count / 1024).toFixed(1), (constructs / count).toFixed(0), (bytes / count).toFixed(0)];
  }));
  return table(['services', 'made by', 'heap, KiB a service', 'constructs a service', 'bytes of YAML a service'], rows);
}
