import { RULES } from './rules';
import { SEVERITIES, Severity } from './severity';

/** Other severities of rules, by their ids. */
export type Severities = { readonly [rule: string]: Severity | 'off' };

/** What is wrong with severities that somebody gave by hand; undefined if nothing is. */
export function severitiesProblem(severities: { readonly [rule: string]: unknown }): string | undefined {
  for (const [rule, severity] of Object.entries(severities)) {
    if (!isRule(rule)) {
      return `there is no rule '${rule}': docs/checks.md has all`;
    }
    const allowed = [...SEVERITIES, 'off'];
    if (typeof severity !== 'string' || !allowed.includes(severity)) {
      return `the severity of rule '${rule}' is ${JSON.stringify(severity)}: use ${allowed.join(', ')}`;
    }
  }
  return undefined;
}

/** Whether there is a rule of this name. */
export function isRule(id: string): boolean {
  return RULES.some(rule => rule.id === id);
}
