import { counted, Reporter, RunReport } from './report';
import { LocatedFinding, sentenceOf } from '../check/located-finding';
import { SEVERITIES, Severity } from '../check/severity';

const COLOURS: { readonly [severity in Severity]: number } = { error: 31, warning: 33, info: 36 };
/** Longer lines are cut. */
const WIDTH = 160;

/** For people: each finding with its place, the line it stands on, and what to do. */
export const textReport: Reporter = (report, { colours, quiet }) => {
  const paint = (text: string, code: number) => colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  const parts = report.findings.map(finding => textOf(finding, paint));
  if (!quiet) {
    parts.push(summary(report));
  }
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
};

function textOf(finding: LocatedFinding, paint: (text: string, code: number) => string): string {
  const { severity, rule, fix, object, field, construct, file, line, column, excerpt, others } = finding;
  const margin = ' '.repeat(String(line ?? '').length);
  const subject = [object, field].filter(text => text).join(' ');
  return [
    `${paint(severity, COLOURS[severity])} ${paint(`[${rule}]`, 2)} ${sentenceOf(finding)}`,
    `${margin} ${paint('-->', 34)} ${file === undefined ? construct : `${file}:${line}:${column}`}${subject ? paint(`  ${field ?? ''}`, 2) : ''}`,
    ...(excerpt === undefined ? [] : [
      `${margin} ${paint('|', 34)}`,
      `${paint(`${line} |`, 34)} ${excerpt.slice(0, WIDTH)}`,
      `${margin} ${paint('|', 34)} ${' '.repeat(Math.min(column! - 1, WIDTH))}${paint('^', COLOURS[severity])}`,
    ]),
    ...others.map(other => `${margin} = ${other}`),
    `${margin} = ${paint('fix:', 32)} ${fix}`,
  ].join('\n');
}

function summary({ findings, accepted, objects, files }: RunReport): string {
  const found = SEVERITIES.map(severity => [severity, findings.filter(one => one.severity === severity).length] as const)
    .filter(([, count]) => count > 0);
  const lines = [
    `${counted(objects, 'object')} of ${counted(files, 'file')}: ${found.length === 0 ? 'nothing found' : found.map(([severity, count]) => severity === 'info' ? `${count} info` : counted(count, severity)).join(', ')}`,
    ...accepted.map(({ rule, object, reason }) => `accepted: [${rule}] ${object}: ${reason}`),
  ];
  if (accepted.length > 0) {
    lines[0] += `, ${accepted.length} accepted`;
  }
  return lines.join('\n');
}
