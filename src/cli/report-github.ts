import { Reporter } from './report';
import { LocatedFinding, sentenceOf } from '../check/located-finding';
import { Severity } from '../check/severity';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of a pull request, as GitHub's workflows read them from the log. */
export const githubReport: Reporter = function* ({ findings }) {
  for (const finding of findings) {
    yield annotationOf(finding);
  }
};

function annotationOf(finding: LocatedFinding): string {
  const { severity, rule, fix, file, line, column, construct } = finding;
  const place = file === undefined ? {} : { file, line, col: column };
  const properties = Object.entries({ ...place, title: rule }).map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  return `::${COMMANDS[severity]} ${properties}::${data(`${construct === undefined ? '' : `[${construct}] `}${sentenceOf(finding)}; ${fix}`)}\n`;
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
