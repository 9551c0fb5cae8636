import { Reporter, RunReport } from './report';
import { LocatedFinding, sentenceOf, UNREADABLE } from '../check/located-finding';
import { Severity } from '../check/severity';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, for code scanning. */
export const sarifReport: Reporter = (report, { version }) => `${JSON.stringify({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [{
    tool: { driver: { name: 'cdk8s-istio', version, rules: rulesOf(report) } },
    results: [
      ...report.findings.map(finding => resultOf(finding)),
      ...report.accepted.map(finding => ({ ...resultOf(finding), suppressions: [{ kind: 'inSource', justification: finding.reason }] })),
    ],
  }],
}, null, 2)}\n`;

function rulesOf({ rules, findings, accepted }: RunReport) {
  const used = new Set([...findings, ...accepted].map(({ rule }) => rule));
  return [
    ...(used.has(UNREADABLE) ? [{ id: UNREADABLE, shortDescription: { text: 'a file cannot be read as manifests' }, defaultConfiguration: { level: 'error' } }] : []),
    ...rules.filter(({ id }) => used.has(id)).map(({ id, title, why, fix, severity }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: fix },
      defaultConfiguration: { level: LEVELS[severity] },
    })),
  ];
}

function resultOf(finding: LocatedFinding) {
  const { rule, severity, fix, object, field, construct, file, line, column } = finding;
  const logical = [construct, object, field].filter(text => text).join(' ');
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: `${sentenceOf(finding)}; ${fix}` },
    locations: [{
      ...(file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: file.split('\\').join('/') }, region: { startLine: line, startColumn: column } } }),
      ...(logical === '' ? {} : { logicalLocations: [{ fullyQualifiedName: logical }] }),
    }],
  };
}
