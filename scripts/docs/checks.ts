import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UncoveredCode, UNCOVERED_BY_ISTIOCTL, UNCOVERED_BY_KIALI } from './codes';
import { Rule } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import { ACKNOWLEDGEMENT_RULES } from '../../src/check/rules/acknowledgement';
import { DESTINATION_RULE_RULES } from '../../src/check/rules/destination-rule';
import { GATEWAY_RULES } from '../../src/check/rules/gateway';
import { METADATA_RULES } from '../../src/check/rules/metadata';
import { SCHEMA_RULES } from '../../src/check/rules/schema';
import { SECURITY_RULES } from '../../src/check/rules/security';
import { SERVICE_ENTRY_RULES } from '../../src/check/rules/service-entry';
import { SIDECAR_RULES } from '../../src/check/rules/sidecar';
import { TELEMETRY_RULES } from '../../src/check/rules/telemetry';
import { VIRTUAL_SERVICE_RULES } from '../../src/check/rules/virtual-service';
import { WORKLOAD_RULES } from '../../src/check/rules/workload';

const ROOMS: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  { title: 'The structure of objects', rules: SCHEMA_RULES },
  { title: 'Names, labels and selectors', rules: METADATA_RULES },
  { title: 'VirtualServices', rules: VIRTUAL_SERVICE_RULES },
  { title: 'DestinationRules', rules: DESTINATION_RULE_RULES },
  { title: 'ServiceEntries and machines', rules: SERVICE_ENTRY_RULES },
  { title: 'Gateways and the Gateway API', rules: GATEWAY_RULES },
  { title: 'Sidecars and EnvoyFilters', rules: SIDECAR_RULES },
  { title: 'Policies, mutual TLS and tokens', rules: SECURITY_RULES },
  { title: 'Telemetry, plugins and proxies', rules: TELEMETRY_RULES },
  { title: 'Workloads, Services and namespaces', rules: WORKLOAD_RULES },
  { title: 'Accepted findings', rules: ACKNOWLEDGEMENT_RULES },
];

/** Where our rules and the analyzers of istioctl say unlike things of the analyzers' own test data, and why. */
const DIFFERENCES = join(__dirname, '../../test/conformance/analyzer-differences.yaml');
/** The same for the API server, on objects that it may refuse. */
const REFUSALS = join(__dirname, '../../test/conformance/objects-differences.yaml');

/** docs/checks.md: all rules, and the codes of other checkers for which they stand. */
export function checksPage(): string {
  const listed = ROOMS.flatMap(({ rules }) => rules);
  const forgotten = RULES.filter(rule => !listed.includes(rule));
  if (forgotten.length > 0) {
    throw new Error(`scripts/docs/checks.ts has no room with ${forgotten.map(({ id }) => id).join(', ')}`);
  }
  const count = (severity: string) => RULES.filter(rule => rule.severity === severity).length;
  return [
    '# All checks',
    '',
    '<!-- Written by `npx projen docs` from src/check/rules. -->',
    '',
    ...wrapped(`${RULES.length} rules judge manifests at each synth, in the cdk8s CLI and on the command line; [the guide](checking.md) says how. `
      + `${count('error')} find errors (requests fail, the object is refused, or security is not what the YAML says), ${count('warning')} warnings `
      + `(something is ignored, fragile or surely not meant), ${count('info')} hints; some weigh a finding by its case. `
      + '`npx cdk8s-istio check --explain RULE` shows a rule with an example.'),
    '',
    ...ROOMS.map(({ title }) => `- [${title}](#${anchorOf(title)})`),
    '- [The codes of istioctl analyze](#the-codes-of-istioctl-analyze)',
    '- [The codes of Kiali](#the-codes-of-kiali)',
    '- [Where istioctl analyze says something else](#where-istioctl-analyze-says-something-else)',
    '- [Where the API server says something else](#where-the-api-server-says-something-else)',
    ...ROOMS.flatMap(room),
    ...codes('istioctl analyze', 'IST', UNCOVERED_BY_ISTIOCTL),
    ...codes('Kiali', 'KIA', UNCOVERED_BY_KIALI),
    ...differences(),
    ...refusals(),
    '',
  ].join('\n');
}

function room({ title, rules }: (typeof ROOMS)[number]): string[] {
  return ['', `## ${title}`, ...rules.flatMap(rule => ['', `### ${rule.id}`, '', ...wrapped(entry(rule))])];
}

function entry({ severity, title, why, fix, codes: others }: Rule): string {
  const stands = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `**${severity[0].toUpperCase()}${severity.slice(1)}${stands}:** ${title}. ${why} *${fix[0].toUpperCase()}${fix.slice(1)}.*`;
}

function codes(checker: string, prefix: string, uncovered: readonly UncoveredCode[]): string[] {
  const covering = new Map<string, string[]>();
  for (const { id, codes: stands } of RULES) {
    stands.filter(code => code.startsWith(prefix)).forEach(code => covering.set(code, [...covering.get(code) ?? [], id]));
  }
  const both = uncovered.filter(({ code }) => covering.has(code));
  if (both.length > 0) {
    throw new Error(`scripts/docs/codes.ts says that no rule has ${both.map(({ code }) => code).join(', ')}, and one does`);
  }
  return [
    '',
    `## The codes of ${checker}`,
    '',
    '| code | rules |',
    '| --- | --- |',
    ...[...covering].sort().map(([code, rules]) => `| ${code} | ${rules.map(id => `[${id}](#${id})`).join(', ')} |`),
    '',
    'No rule has these:',
    '',
    '| code | what it says | why no rule says it |',
    '| --- | --- | --- |',
    ...uncovered.map(({ code, what, why }) => `| ${code} | ${what} | ${why} |`),
  ];
}

function differences(): string[] {
  const reasons = parse(readFileSync(DIFFERENCES, 'utf8')) as { code?: string; rule?: string; why: string; at: { [name: string]: string[] } }[];
  const count = (at: { [name: string]: string[] }) => Object.values(at).flat().length;
  const table = (who: string, of: readonly (typeof reasons)[number][]) => [
    '', `| ${who} | objects | why |`, '| --- | --- | --- |', ...of.map(({ code, rule, why, at }) => `| ${code ?? `[${rule}](#${rule})`} | ${count(at)} | ${why} |`),
  ];
  return [
    '',
    '## Where istioctl analyze says something else',
    '',
    ...wrapped('A test lets all of istioctl\'s analyzers, those too that need a cluster, judge each file of their own test data, and compares every message with our findings. '
      + 'Where both say the same there is nothing to tell. istioctl says the following, and we do not:'),
    ...table('code', reasons.filter(({ code }) => code !== undefined)),
    '',
    'We find the following, and istioctl says nothing:',
    ...table('rule', reasons.filter(({ rule }) => rule !== undefined)),
  ];
}

function refusals(): string[] {
  const reasons = parse(readFileSync(REFUSALS, 'utf8')) as { rule?: string; kinds?: string[]; what?: string; why: string }[];
  const table = (rows: readonly (readonly string[])[]) => ['', ...rows.map(cells => `| ${cells.join(' | ')} |`)];
  return [
    '',
    '## Where the API server says something else',
    '',
    ...wrapped('A test asks a real API server, with Istio\'s CRDs and its webhook, whether it takes each of several thousand objects: those of the examples, of the rules and of '
      + 'Istio\'s samples and tests, and objects that are made of these by random changes. Rules must find an error that says so where it refuses one, and none where it takes it. '
      + 'It refuses the following, and we do not:'),
    ...table([['what', 'kinds', 'why'], ['---', '---', '---'], ...reasons.flatMap(({ rule, what, kinds, why }) => rule === undefined ? [[what!, kinds?.join(', ') ?? 'all', why]] : [])]),
    '',
    'We find an error of the kind for which objects are refused, and it takes the object:',
    ...table([['rule', 'why'], ['---', '---'], ...reasons.flatMap(({ rule, why }) => rule === undefined ? [] : [[`[${rule}](#${rule})`, why]])]),
  ];
}

function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-');
}

/** Lines as people write them. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last.length + word.length + 1 > 120) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
  }
  return lines;
}
