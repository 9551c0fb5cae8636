// Where our rules and Istio's analyzers differ, object by object, and which reasons of analyzer-differences.yaml explain it.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { withoutDefault, type OurFinding } from './analyzer-findings.js';
import type { Message } from './analyzer-originals.js';

/** A message or a finding of one side that the other has not. */
export interface Difference {
  /** The code of the message, or the rule of the finding. */
  readonly of: string;
  /** The case, by its name. */
  readonly case: string;
  readonly object: string;
  readonly message: string;
}

/** Why there are differences. */
export interface Reason {
  /** The code of what istioctl says and our rules do not. */
  readonly code?: string;
  /** The rule that finds what istioctl does not. */
  readonly rule?: string;
  /** What the messages hold, where there are several reasons for one code. */
  readonly says?: string;
  readonly why: string;
  /** The objects, by the cases in which they are. */
  readonly at: { readonly [name: string]: readonly string[] };
}

/** For IST0101, which is said of references of all kinds: the rules that judge one. */
const RULES_OF_REFERENCES: { readonly [kind: string]: readonly string[] } = {
  'host': ['destination-host-not-found', 'destination-host-not-exported'],
  'mirror host': ['destination-host-not-found', 'destination-host-not-exported'],
  'host:port': ['destination-port-not-found'],
  'mirror+subset in destinationrule': ['subset-not-defined'],
  'host+subset in destinationrule': ['subset-not-defined'],
  'gateway': ['gateway-not-found'],
  'namespace': ['policy-namespace-not-found'],
  'credentialName': ['gateway-secret-not-found'],
  'selector': ['gateway-selector-without-pods', 'gateway-selector-of-app', 'sidecar-selector-without-pods', 'policy-selects-nothing'],
};

/** What is on one side only, and how many messages are on both. */
export function compare(name: string, messages: readonly Message[], findings: readonly OurFinding[]): { readonly differences: readonly Difference[]; readonly matched: number } {
  const theirs = messages.filter(message => !findings.some(finding => same(message, finding)));
  const ours = findings.filter(finding => !messages.some(message => same(message, finding)));
  return {
    matched: messages.length - theirs.length,
    differences: [
      ...theirs.map(({ code, origin, message }) => ({ of: code, case: name, object: withoutDefault(origin ?? ''), message })),
      ...ours.map(({ rule, object, message }) => ({ of: rule, case: name, object, message })),
    ],
  };
}

function same({ code, origin = '', message }: Message, { rule, codes, object, others }: OurFinding): boolean {
  return codes.includes(code) && [object, ...others].includes(withoutDefault(origin)) && (code !== 'IST0101' || rulesOfReference(message).includes(rule));
}

function rulesOfReference(message: string): readonly string[] {
  const kind = /^Referenced (.*) not found: /.exec(message)?.[1] ?? '';
  const rules = RULES_OF_REFERENCES[kind];
  if (!rules) {
    throw new Error(`which rule judges this is not known: ${message}`);
  }
  return rules;
}

export function readReasons(): readonly Reason[] {
  return parse(readFileSync(new URL('analyzer-differences.yaml', import.meta.url), 'utf8')) as Reason[];
}

/** Differences without a reason, and what reasons name without a difference. */
export function unexplained(differences: readonly Difference[], reasons: readonly Reason[]): { readonly differences: readonly Difference[]; readonly idle: readonly string[] } {
  const explained = new Set<Difference>();
  const idle: string[] = [];
  for (const { code, rule, says = '', at } of reasons) {
    for (const [name, objects] of Object.entries(at)) {
      for (const object of objects) {
        const meant = differences.filter(one => one.of === (code ?? rule) && one.case === name && one.object === object && one.message.includes(says) && !explained.has(one));
        meant.forEach(one => explained.add(one));
        if (meant.length === 0) {
          idle.push(`${code ?? rule} ${name}: ${object}`);
        }
      }
    }
  }
  return { differences: differences.filter(one => !explained.has(one)), idle };
}
