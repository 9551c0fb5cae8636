import { counted, Reporter, RunReport } from './report';
import { LocatedFinding, sentenceOf } from '../check/located-finding';
import { SEVERITIES, Severity } from '../check/severity';

const COLOURS: { readonly [severity in Severity]: number } = { error: 31, warning: 33, info: 36 };
/** Longer lines are cut. */
const WIDTH = 160;

/** For people: each finding with its place, the line it stands on, and what to do. */
export const textReport: Reporter = function* (report, { colours, quiet }) {
  const paint = (text: string, code: number) => colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  let between = '';
  for (const finding of report.findings) {
    yield `${between}${textOf(finding, paint)}\n`;
    between = '\n';
  }
  if (!quiet) {
    yield between;
    yield* summary(report);
  }
};

function textOf(finding: LocatedFinding, paint: (text: string, code: number) => string): string {
  const { severity, rule, fix, object, field, construct, file, line, column, excerpt, others } = finding;
  const margin = ' '.repeat(String(line ?? '').length);
  const subject = [object, field].filter(text => text).join(' ');
  const place = file === undefined ? construct : `${file}:${line}:${column}`;
  return [
    `${paint(severity, COLOURS[severity])} ${paint(`[${rule}]`, 2)} ${printable(sentenceOf(finding))}`,
    ...(place === undefined ? [] : [`${margin} ${paint('-->', 34)} ${printable(place)}${subject ? paint(`  ${printable(field ?? '')}`, 2) : ''}`]),
    ...(excerpt === undefined ? [] : [
      `${margin} ${paint('|', 34)}`,
      `${paint(`${line} |`, 34)} ${printable(excerpt.slice(0, WIDTH))}`,
      `${margin} ${paint('|', 34)} ${' '.repeat(Math.min(column! - 1, WIDTH))}${paint('^', COLOURS[severity])}`,
    ]),
    ...others.map(other => `${margin} = ${printable(other)}`),
    `${margin} = ${paint('fix:', 32)} ${printable(fix)}`,
  ].join('\n');
}

function* summary({ findings, accepted, objects, files }: RunReport): Generator<string> {
  const found = SEVERITIES.map(severity => [severity, findings.filter(one => one.severity === severity).length] as const)
    .filter(([, count]) => count > 0);
  const told = found.length === 0 ? 'nothing found' : found.map(([severity, count]) => severity === 'info' ? `${count} info` : counted(count, severity)).join(', ');
  yield `${counted(objects, 'object')} of ${counted(files, 'file')}: ${told}${accepted.length > 0 ? `, ${accepted.length} accepted` : ''}\n`;
  for (const { rule, object = '', reason } of accepted) {
    yield `accepted: [${rule}] ${printable(object)}: ${printable(reason)}\n`;
  }
}

/** A text of a manifest without what a terminal or a log would obey: ends of lines, and the beginnings of commands. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
