// Our rules beside the real API server with Istio's CRDs and istiod's webhook, object by object.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { missing } from '../mesh/lab/preflight.js';
import { build, moduleFolder } from '../mesh/lab/programs.js';
import { corpus, crdData, type Given } from './objects-corpus.js';
import { differencesOf, readReasons, reasonOf, type Difference } from './objects-differences.js';
import { mutants } from './objects-mutants.js';
import { ApiServer } from './objects-server.js';
import { textOf } from './objects-text.js';
import { ourVerdict, type OurFinding } from './objects-verdict.js';

/** Other seeds make other mutants, of which some may show what these do not. */
const SEEDS = process.env.CONFORMANCE_SEEDS?.split(',') ?? ['1', '2'];
/** At least so many objects must be judged. */
const WANTED = 5_000;

const lacking = missing();
if (lacking) {
  throw new Error(lacking);
}
const bin = await build(line => console.log(line));
const istio = await moduleFolder('istio', 'istio.io/istio');
const server = ApiServer.start(bin, join(await moduleFolder('istio', 'sigs.k8s.io/gateway-api'), 'config/crd/standard'));
after(() => server.stop());

interface Judged {
  readonly what: string;
  readonly text: string;
  readonly refused: boolean;
  readonly findings: readonly OurFinding[];
  readonly differences: readonly Difference[];
}

/** What both sides say of an object, and of a text in which it may have fields twice. */
async function judge(what: string, { apiVersion, kind, metadata }: any, text: string): Promise<Judged> {
  const { namespace, name } = metadata ?? {};
  const findings = ourVerdict(text);
  const asText = (value: unknown) => typeof value === 'string' && value !== '' ? value : undefined;
  const { causes } = await server.judge({ text, apiVersion, kind, namespace: asText(namespace), name: asText(name) });
  return { what, text, refused: causes.length > 0, findings, differences: differencesOf(kind, causes, findings) };
}

const judgeGiven = ({ from, json, text = textOf(json) }: Given) => judge(from, json, text);
const reasons = readReasons();
/** How many differences have each reason, by its place. */
const used = new Map<number, number>();

/** Fails for differences without a reason. */
function explained(t: TestContext, judged: readonly Judged[]): void {
  const differing = judged.filter(({ differences }) => differences.length > 0);
  const open = differing.flatMap(({ what, text, differences }) => differences.flatMap(difference => {
    const reason = reasonOf(difference, reasons);
    used.set(reason, (used.get(reason) ?? 0) + 1);
    return reason >= 0 ? [] : [`${difference.kind} ${difference.rule ?? 'is refused'}: ${difference.message}\n  ${what}\n  ${text.replace(/\n */g, ' ')}`];
  }));
  t.diagnostic(`${judged.length} objects, ${judged.filter(({ refused }) => refused).length} refused; ${judged.length - differing.length} agreed, ${differing.length} differences`);
  if (process.env.CONFORMANCE_OPEN) {
    writeFileSync(process.env.CONFORMANCE_OPEN, open.join('\n'), { flag: 'a' });
  }
  assert.deepEqual(open, [], 'differences without a reason');
}

const given = corpus(istio);
/** What both sides take, from which mutants are made. */
const taken: Given[] = [];
const take = (objects: readonly Given[], judged: readonly Judged[]) => taken.push(...objects.filter((_, at) => !judged[at].refused && judged[at].findings.length === 0));

test('Istio\'s test data of its CRDs is judged as Istio expects it, by the API server and by us', async t => {
  const data = crdData(istio);
  const judged = await Promise.all(data.map(judgeGiven));
  const wrong = data.filter(({ refusal }, at) => judged[at].refused !== (refusal !== undefined)).map(({ from, refusal }) => `${from}: ${refusal ?? 'is refused'}`);
  assert.deepEqual(wrong, []);
  assert.ok(data.length > 100);
  take(data, judged);
  explained(t, judged);
});

test('objects as people write them are taken or refused as we say', async t => {
  const judged = await Promise.all(given.map(judgeGiven));
  take(given, judged);
  assert.ok(taken.length > 1000);
  explained(t, judged);
});

test('mutated objects are taken or refused as we say', async t => {
  const made = SEEDS.flatMap(seed => mutants(taken, seed).map(one => ({ ...one, seed })));
  assert.ok(made.length >= WANTED);
  const judged = await Promise.all(made.map(({ seed, from, changes, object, text }) => judge(`seed ${seed}, ${from}: ${changes.join(', ')}`, object, text)));
  assert.ok(judged.filter(({ refused }) => refused).length > made.length / 4);
  assert.ok(judged.filter(({ refused }) => !refused).length > made.length / 4);
  explained(t, judged);
});

// Other seeds than the usual ones need not show each.
if (!process.env.CONFORMANCE_SEEDS) {
  test('each reason has its differences', t => {
    reasons.forEach(({ what, rule }, at) => t.diagnostic(`${used.get(at) ?? 0} ${what ?? rule!}`));
    assert.deepEqual(reasons.filter((_, at) => !used.has(at)), []);
  });
}
