import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { PolicyKind, withPolicies } from './policies';
import { delegatedHosts, exposurePaths, gatewayHosts, gatewayPaths, headerRoutes, pathRoutes } from './routes';
import { Sample, Subject } from './sample';
import { bare, load, ours, plus } from './services';

/** Measures one subject in this process, which runs nothing else, and prints the sample. */
function main([subject, count, manifestFile]: string[]): void {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    process.stdout.write(JSON.stringify(measure(subject as Subject, Number(count), manifestFile, outdir)));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function measure(subject: Subject, count: number, manifestFile: string | undefined, outdir: string): Sample {
  load();
  if (subject === 'unchecked') {
    judgeNothing();
  }
  const heapBefore = heapUsed();
  let build: ((chart: Chart) => void) | undefined = builder(subject, count, manifestFile);
  collectGarbage();

  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const app = new App({ outdir });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  build(chart);
  const built = performance.now();
  app.synth();
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpuBefore);

  build = undefined;
  const heap = heapUsed() - heapBefore;
  if (subject === 'ours' && manifestFile && !existsSync(manifestFile)) {
    writeFileSync(manifestFile, JSON.stringify(chart.toJson()));
  }
  const yaml = readFileSync(join(outdir, 'shop.k8s.yaml'));
  return {
    construct: built - start,
    synth: end - built,
    total: end - start,
    cpu: (user + system) / 1000,
    heap,
    constructs: app.node.findAll().length,
    bytes: yaml.length,
    sha: createHash('sha256').update(yaml).digest('hex'),
    kinds: kindsOf(yaml.toString()),
  };
}

function builder(subject: Subject, count: number, manifestFile?: string): (chart: Chart) => void {
  if (subject.startsWith('policies/')) {
    return chart => withPolicies(chart, count, subject.slice('policies/'.length) as PolicyKind);
  }
  switch (subject) {
    case 'ours':
    case 'unchecked': return chart => ours(chart, count);
    case 'gatewayPaths': return chart => gatewayPaths(chart, count);
    case 'gatewayHosts': return chart => gatewayHosts(chart, count);
    case 'delegatedHosts': return chart => delegatedHosts(chart, count);
    case 'exposurePaths': return chart => exposurePaths(chart, count);
    case 'pathRoutes': return chart => pathRoutes(chart, count);
    case 'headerRoutes': return chart => headerRoutes(chart, count);
  }
  const manifests = JSON.parse(readFileSync(manifestFile!, 'utf8'));
  return chart => (subject === 'plus' ? plus : bare)(chart, manifests);
}

/** Leaves the checks out of this process's synth. */
function judgeNothing(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('../src/app-check/check-app').checkApp = () => () => {};
}

function kindsOf(yaml: string): Sample['kinds'] {
  const kinds: { [kind: string]: number } = {};
  for (const [, kind] of yaml.matchAll(/^kind: (.*)$/gm)) {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function collectGarbage(): void {
  global.gc!();
}

main(process.argv.slice(2));
