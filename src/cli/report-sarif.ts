import { jsonParts } from './json-parts';
import { Reporter, RunReport } from './report';
import { LocatedFinding, RULE_FAILED, sentenceOf, UNREADABLE } from '../check/located-finding';
import { Severity } from '../check/severity';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };
/** What is told beside what rules find. */
const OF_OURS: readonly (readonly [id: string, title: string])[] = [[UNREADABLE, 'a file cannot be read as manifests'], [RULE_FAILED, 'a rule failed, and what it finds is not told']];

/** SARIF 2.1.0, for code scanning. */
export const sarifReport: Reporter = (report, { version }) => jsonParts({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [{
    tool: { driver: { name: 'cdk8s-istio', version, rules: rulesOf(report) } },
    results: resultsOf(report),
  }],
});

function rulesOf({ rules, findings, accepted }: RunReport) {
  const used = new Set<string>();
  [findings, accepted].forEach(all => all.forEach(({ rule }) => used.add(rule)));
  return [
    ...OF_OURS.filter(([id]) => used.has(id)).map(([id, text]) => ({ id, shortDescription: { text }, defaultConfiguration: { level: 'error' } })),
    ...rules.filter(({ id }) => used.has(id)).map(({ id, title, why, fix, severity }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: fix },
      defaultConfiguration: { level: LEVELS[severity] },
    })),
  ];
}

function* resultsOf({ findings, accepted }: RunReport) {
  for (const finding of findings) {
    yield resultOf(finding);
  }
  for (const finding of accepted) {
    yield { ...resultOf(finding), suppressions: [{ kind: 'inSource', justification: finding.reason }] };
  }
}

function resultOf(finding: LocatedFinding) {
  const { rule, severity, fix, object, field, construct, file, line, column } = finding;
  const logical = [construct, object, field].filter(text => text).join(' ');
  const location = {
    ...(file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column } } }),
    ...(logical === '' ? {} : { logicalLocations: [{ fullyQualifiedName: logical }] }),
  };
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: `${sentenceOf(finding)}; ${fix}` },
    locations: file === undefined && logical === '' ? [] : [location],
  };
}

/** A path as a URI, which takes fewer characters. */
function uriOf(file: string): string {
  // Half of a surrogate pair, which Windows lets into names, would throw.
  const whole = Buffer.from(file.replaceAll('\\', '/')).toString();
  return encodeURI(whole).replace(/[?#]/g, encodeURIComponent);
}
