// Writes docs/proof.md from the results of the last run of the lab.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { versions } from './lab/programs.js';
import type { Comparison, Result, Run } from './lab/results.js';

const file = new URL('results.json', import.meta.url);
const run = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) as Run : undefined;
if (!run?.complete) {
  console.error(`${run ? 'the last run was not of all scenarios' : 'there is no run that passed'}: docs/proof.md stays as it is; run \`npx projen test:mesh\``);
  process.exit(1);
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
const number = (value: number | undefined) => value === undefined ? '' : value.toLocaleString('en-US');
const significant = (value: number) => Number(value.toPrecision(3)).toLocaleString('en-US');

const steps = (results: readonly Result[]) => table(['step', 'requests', 'failed', 'seen'],
  results.map(({ step, requests, failed, seen, counterExample }) => [step, number(requests), counterExample ? `*${number(failed)}*` : number(failed), seen ?? '']));
const figures = (comparisons: readonly Comparison[]) => table(['figure', 'without', 'with', 'ratio'],
  comparisons.map(one => [one.figure, `${significant(one.without)} ${one.unit}`.trim(), `${significant(one.with)} ${one.unit}`.trim(), one.with === 0 ? '' : `${significant(one.without / one.with)} : 1`]));

const sections = run.scenarios.map(({ name, what }) => {
  const results = run.results.filter(one => one.scenario === name);
  const comparisons = run.comparisons.filter(one => one.scenario === name);
  return [`### ${name}`, `${what[0].toUpperCase()}${what.slice(1)}.`, ...(results.length > 0 ? [steps(results)] : []), ...(comparisons.length > 0 ? [figures(comparisons)] : [])].join('\n\n');
});
const sum = (of: (result: Result) => number | undefined) => run.results.filter(one => !one.counterExample).reduce((total, one) => total + (of(one) ?? 0), 0);

await writeFile(new URL('../../docs/proof.md', import.meta.url), `# Proof

What the library puts out is applied to a real control plane, and real proxies carry the requests: \`npx projen test:mesh\` starts kube-apiserver with its controllers, istiod
and Envoy on one machine, takes each scenario through its changes under load, and fails when a request is lost that should not be. This page is written from the results of such a run
(\`npx projen proof\`); how the lab works is in [CONTRIBUTING.md](../CONTRIBUTING.md#the-mesh-lab).

In this run ${number(sum(one => one.requests))} requests were counted outside of the counter-examples (their failures are set in italics), and ${number(sum(one => one.failed))} of them failed. A step without a number of requests is
judged by single requests or connections.

What a machine without containers and clouds cannot show: nothing enforces NetworkPolicies here (they are judged by Kubernetes' rules in the unit tests); upstream's Envoy lacks Istio's own filters, so Istio's
metrics (\`istio_requests_total\` and its kin) come from series that the tests write, and what is scraped are Envoy's own; images are not started but where the scenario says so (Prometheus, OpenTelemetry's collector, the
rate limit service, Redis, Istio's sample of an authorizer), the lab's application stands for all others, Grafana, Kiali and Jaeger among them; cert-manager and load balancers of clouds are not there.

${table(['what', 'version'], [
  ...Object.entries(await versions()),
  ['run', `${run.date}, ${cpus().length} cores: control plane up after ${run.controlPlaneSeconds.toFixed(1)} s, all scenarios after ${Math.round(run.seconds)} s`],
])}

## Scenarios

${sections.join('\n\n')}
`);
