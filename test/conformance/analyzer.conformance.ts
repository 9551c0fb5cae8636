// Our rules beside the analyzers of `istioctl analyze`, message by message, on the test data of these analyzers.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { RULES } from '../../src/check/rules/index.js';
import { build, moduleFolder } from '../mesh/lab/programs.js';
import { casesOf, nameOf } from './analyzer-cases.js';
import { compare, readReasons, unexplained } from './analyzer-differences.js';
import { CODES, ourFindings } from './analyzer-findings.js';
import { allAnalyzers, istioctl, type Message } from './analyzer-originals.js';

/** Errors and warnings of Istio's validation. */
const OF_VALIDATION = ['IST0106', 'IST0133'];
/** What istioctl cannot say of the files of one cluster, whatever they hold. */
const OF_SEVERAL_CLUSTERS = 'IST0170';

const bin = await build(line => console.log(line));
const { all, tested, codes } = await casesOf(bin, await moduleFolder('istio', 'istio.io/istio'));
const verdicts = await allAnalyzers(bin, all);
const said = new Map(all.map((one, index) => [nameOf(one), verdicts[index]]));
const judged = all.map(one => ({ name: nameOf(one), ...said.get(nameOf(one))!, ours: ourFindings(one) }));

test('the lab\'s program says what Istio\'s own tests expect', () => {
  const missing = tested.flatMap(one => one.expected
    .filter(({ code, origin }) => !said.get(nameOf(one))!.messages.some(message => message.code === code && message.origin === origin))
    .map(({ code, origin }) => `${one.name}: ${code} ${origin}`));
  assert.deepEqual(missing, []);
  assert.ok(tested.flatMap(({ expected }) => expected).length > 50);
});

test('the lab\'s program says what istioctl says', async () => {
  const cases = all.filter(({ meshNetworks }) => meshNetworks === undefined);
  const wrong: string[] = [];
  let next = 0;
  let messages = 0;
  await Promise.all([1, 2].map(async () => {
    for (let at = next++; at < cases.length; at = next++) {
      const { messages: theirs, skipped } = await istioctl(bin, cases[at]);
      const here = said.get(nameOf(cases[at]))!.messages.filter(({ analyzer }) => !skipped.includes(analyzer));
      // Not the words of a message: some name any one of several fields or list objects in any order.
      const texts = (of: readonly Message[]) => [...new Map(of.map(one => [JSON.stringify([one.code, one.origin, one.message]), `${one.level} ${one.code} ${one.origin ?? ''}`])).values()].sort();
      messages += theirs.length;
      if (JSON.stringify(texts(here)) !== JSON.stringify(texts(theirs))) {
        wrong.push(`${nameOf(cases[at])}:\n  ${texts(here).join('\n  ')}\nistioctl:\n  ${texts(theirs).join('\n  ')}`);
      }
    }
  }));
  assert.deepEqual(wrong, []);
  assert.ok(messages > 50);
});

test('what istioctl cannot read we cannot read, and nothing else', () => {
  const readers = (unread: readonly unknown[]) => unread.length > 0;
  assert.deepEqual(judged.filter(({ ours }) => readers(ours.unread)).map(({ name }) => name), judged.filter(({ unread }) => unread).map(({ name }) => name));
});

test('each difference has its reason, and each reason its differences', t => {
  const reasons = readReasons();
  const compared = judged.map(({ name, messages, ours }) => compare(name, messages, ours.findings));
  const differences = compared.flatMap(one => one.differences);
  const { differences: open, idle } = unexplained(differences, reasons);
  const matched = compared.reduce((sum, one) => sum + one.matched, 0);
  const messages = judged.reduce((sum, one) => sum + one.messages.length, 0);
  t.diagnostic(`${all.length} cases, ${messages} messages of istioctl, ${matched} of them ours too; ${differences.length} differences for ${reasons.length} reasons`);
  const covered = new Set(judged.flatMap(one => one.messages.map(({ code }) => code)));
  t.diagnostic(`codes that the test data does not show: ${[...codes.values()].filter(code => !covered.has(code) && code !== OF_SEVERAL_CLUSTERS).sort().join(', ')}`);
  assert.deepEqual(open.map(({ of, case: name, object, message }) => `${of} ${name}: ${object}: ${message}`), [], 'differences without a reason');
  assert.deepEqual(idle, [], 'reasons without a difference');
  assert.ok(matched > 50);
});

test('rules have the codes of what Istio\'s validation says of their bad examples', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const example = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return { files: [join(folder, name)] };
    };
    const cases = await Promise.all(RULES.flatMap(({ id, bad, mend }) => [
      example(`${id}-bad.yaml`, bad), example(`${id}-good.yaml`, Object.entries(mend).reduce((text, [wrong, right]) => text.replace(wrong, () => right), bad)),
    ]));
    const codesIn = (of: readonly Message[]) => of.map(({ code, origin, message }) => ({ code, text: `${code} ${origin}: ${message}` })).filter(({ code }) => OF_VALIDATION.includes(code));
    const messages = (await allAnalyzers(bin, cases)).map(verdict => codesIn(verdict.messages));
    const missing = RULES.flatMap(({ id }, at) => {
      const mended = messages[2 * at + 1].map(({ text }) => text);
      return messages[2 * at].filter(({ code, text }) => !mended.includes(text) && !CODES.get(id)!.includes(code)).map(({ text }) => `${id}: ${text}`);
    });
    assert.deepEqual(missing, []);
    assert.ok(messages.flat().length > 50);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
