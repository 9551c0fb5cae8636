import { Rule } from '../check/rule';

/** What a rule finds, why it matters and how to mend it. */
export function explain({ id, severity, title, why, fix, codes, bad, mend }: Rule): string {
  return [
    `${id} (${severity}): ${title}`,
    '',
    why,
    '',
    `Fix: ${fix}.`,
    ...(codes.length > 0 ? ['', `Also known as ${codes.join(', ')}.`] : []),
    '',
    'For example:',
    '',
    ...bad.trim().split('\n').map(line => `  ${line}`),
    '',
    'mended:',
    '',
    ...Object.entries(mend).flatMap(([text, instead]) => [...changed('-', text), ...changed('+', instead)]),
    '',
  ].join('\n');
}

/** All rules, a line each. */
export function listRules(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}

function changed(sign: string, text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '').map(line => `  ${sign} ${line.trim()}`);
}
