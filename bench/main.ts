import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { POLICIES, PolicyKind } from './policies';
import { median, Sample, sample, sampleImport, Subject } from './sample';
import { OBJECTS_PER_SERVICE } from './services';
import { spread, table, writeBetweenMarkers } from './table';

/** Services in the chart, and how often each variant is measured. */
const SIZES = [[100, 9], [1000, 9], [10000, 3]] as const;
const VARIANTS = ['ours', 'plus', 'bare'] as const;
const ROUTE_SUBJECTS: readonly [Subject, string][] = [
  ['gatewayPaths', 'gateway host, one exposure a path, ten services'],
  ['gatewayHosts', 'gateway of one host for five exposures, ten services'],
  ['delegatedHosts', 'the same, each host delegated to a VirtualService of its own'],
  ['exposurePaths', 'gateway host, one exposure with all paths'],
  ['pathRoutes', 'service, one route a path'],
  ['headerRoutes', 'service, one route a header value'],
];
const ROUTE_COUNTS = [100, 1000, 5000];
/** Routes of gateways with a host for every five of them. */
const GROWTH = [500, 5000] as const;
const ROUTE_ROUNDS = 3;
/** Services, each of which calls another and has one of each kind. */
const POLICY_COUNTS = [400, 4000] as const;
const IMPORTS = 41;

type Samples = { readonly [variant in typeof VARIANTS[number]]: Sample[] };

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const sized = SIZES.map(([count, rounds]) => ({ count, samples: sampleServices(folder, count, rounds) }));
    const report = [
      facts(),
      '### Synth', synthTable(sized),
      '### Ratios of cdk8s-istio', ratioTable(sized),
      '### Memory and output', memoryTable(sized),
      '### Import', importTable(),
      '### Routes', routesTable(), growth(),
      '### Policies', policiesTable(),
    ].join('\n\n');
    console.log(report);
    writeBetweenMarkers(join('bench', 'README.md'), report);
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

function importTable(): string {
  const samples = Array.from({ length: IMPORTS }, (_, index) => {
    progress(`import ${index + 1} of ${IMPORTS}`);
    return sampleImport();
  });
  return table(['loaded', 'ms'], [
    ['cdk8s and cdk8s-plus-27', spread(samples.map(one => one.peers), 1)],
    ['then cdk8s-istio', spread(samples.map(one => one.ours), 1)],
    ['then what an app of services, a canary and a gateway uses of it', spread(samples.map(one => one.used), 1)],
  ]);
}

function routesTable(): string {
  const rows = ROUTE_SUBJECTS.map(([subject, name]) => {
    const cells = ROUTE_COUNTS.map(count => {
      const samples = Array.from({ length: ROUTE_ROUNDS }, (_, round) => {
        progress(`${subject}, ${count} routes, round ${round + 1} of ${ROUTE_ROUNDS}`);
        return sample(subject, count);
      });
      return spread(samples.map(one => one.cpu / count), 2);
    });
    return [name, ...cells];
  });
  return table(['ms a route', ...ROUTE_COUNTS.map(count => `${count} routes`)], rows);
}

/** What a route costs in a large gateway and in a small one, by turns. */
function growth(): string {
  const [few, many] = GROWTH;
  const lines = (['gatewayHosts', 'delegatedHosts'] as const).map(subject => {
    const ratios = Array.from({ length: ROUTE_ROUNDS }, (_, round) => {
      progress(`${subject}, ${few} and ${many} routes, round ${round + 1} of ${ROUTE_ROUNDS}`);
      const [small, large] = [few, many].map(count => sample(subject, count));
      return (large.cpu / many) / (small.cpu / few);
    });
    return [ROUTE_SUBJECTS.find(([one]) => one === subject)![1], spread(ratios, 2)];
  });
  return table(['processor time a route', `${many} routes to ${few}`], lines);
}

/** What a service costs with each kind of policy, in an app of few and of many. */
function policiesTable(): string {
  const rows = (Object.keys(POLICIES) as PolicyKind[]).map(kind => {
    const samples = Array.from({ length: ROUTE_ROUNDS }, (_, round) => POLICY_COUNTS.map(count => {
      progress(`${kind}, ${count} services, round ${round + 1} of ${ROUTE_ROUNDS}`);
      return sample(`policies/${kind}`, count).cpu / count;
    }));
    return [kind, ...POLICY_COUNTS.map((_, at) => spread(samples.map(one => one[at]), 2)), spread(samples.map(([few, many]) => many / few), 2)];
  });
  const [few, many] = POLICY_COUNTS;
  return table(['ms of processor time a service', `${few} services`, `${many} services`, `${many} to ${few}`], rows);
}

const NAMES = { ours: 'cdk8s-istio', plus: 'cdk8s-plus and bare ApiObjects', bare: 'bare ApiObjects' } as const;

function facts(): string {
  const version = (name: string) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
  const versions = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => `${name} ${version(name)}`).join(', ');
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} with Node ${process.versions.node}, ${versions}, on ${availableParallelism()} shared cores with ${Math.round(totalmem() / 2 ** 30)} GB. `
    + 'Each number is the median, with the least and the largest in brackets.';
}

function progress(what: string): void {
  process.stderr.write(`${what}\n`);
}

main();
